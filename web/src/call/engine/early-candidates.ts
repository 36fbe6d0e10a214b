import type { RemoteCandidate } from './protocol';

/** More candidates than a server has addresses. */
const limit = 64;

/** Candidates for publications whose answer, with their id, has not arrived yet. */
export class EarlyCandidates {
  #candidates: RemoteCandidate[] = [];

  add(candidate: RemoteCandidate): void {
    if (this.#candidates.length < limit) {
      this.#candidates.push(candidate);
    }
  }

  take(publicationId: string): RemoteCandidate[] {
    const taken = this.#candidates.filter((one) => one.publicationId === publicationId);
    this.#candidates = this.#candidates.filter((one) => one.publicationId !== publicationId);
    return taken;
  }

  clear(): void {
    this.#candidates = [];
  }
}
