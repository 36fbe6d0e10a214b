import type { PeerLink } from './peer-link';
import type { RemoteCandidate } from './protocol';

/** More candidates than a server has addresses. */
const limit = 64;

/** Candidates for publications whose answer, with their id, has not arrived yet. */
export class EarlyCandidates {
  #candidates: RemoteCandidate[] = [];

  /** Gives a candidate to its connection, or keeps one for a publication that is not known yet. */
  deliver(candidate: RemoteCandidate, link: PeerLink | undefined): void {
    if (link !== undefined) {
      link.addCandidate(candidate);
    } else if (candidate.role === 'publisher' && this.#candidates.length < limit) {
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
