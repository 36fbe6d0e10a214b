import type { Answer } from './protocol';
import { SignallingError } from './signalling-error';

interface Pending {
  resolve: (answer: Answer) => void;
  reject: (error: SignallingError) => void;
  timer: ReturnType<typeof setTimeout>;
}

/** The requests that wait for an answer, by the reference that the answer carries. */
export class PendingRequests {
  readonly #pending = new Map<number, Pending>();
  readonly #timeoutMs: number;
  #nextRef = 1;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Registers a request. The answer rejects with `TIMEOUT` unless it is settled in time. */
  add<T extends Answer>(): { ref: number; answer: Promise<T> } {
    const ref = this.#nextRef++;
    const answer = new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.reject(ref, new SignallingError('TIMEOUT', 'The server did not respond in time.'));
      }, this.#timeoutMs);
      this.#pending.set(ref, { resolve: resolve as Pending['resolve'], reject, timer });
    });
    return { ref, answer };
  }

  resolve(answer: Answer): void {
    this.#take(answer.ref)?.resolve(answer);
  }

  reject(ref: number, error: SignallingError): void {
    this.#take(ref)?.reject(error);
  }

  rejectAll(error: SignallingError): void {
    for (const ref of [...this.#pending.keys()]) {
      this.reject(ref, error);
    }
  }

  #take(ref: number): Pending | undefined {
    const pending = this.#pending.get(ref);
    this.#pending.delete(ref);
    clearTimeout(pending?.timer);
    return pending;
  }
}
