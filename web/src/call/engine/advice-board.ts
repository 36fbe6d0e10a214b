import type { Advice } from './protocol';

/** Advice that the server neither repeats nor withdraws for this long, in ms, expires: its withdrawal was lost. */
const expiryMs = 15_000;

/** The advice that is valid now, without what the person has dismissed. */
export class AdviceBoard {
  readonly #onChange: () => void;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Dismissed until the server withdraws it. */
  readonly #dismissed = new Set<string>();
  current: readonly Advice[] = [];

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Takes what the server says of advice: that it is valid, or not any more. */
  receive(message: Advice & { active: boolean }): void {
    const { participantId, publicationId, code, text, action } = message;
    const advice = { participantId, publicationId, code, text, action };
    if (message.active) {
      this.#add(advice);
    } else {
      this.#withdraw(advice);
    }
  }

  #add(advice: Advice): void {
    const key = keyOf(advice);
    if (this.#dismissed.has(key)) {
      return;
    }
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#remove(key);
      }, expiryMs),
    );
    this.#change([...this.current.filter((one) => keyOf(one) !== key), advice]);
  }

  #withdraw(advice: Advice): void {
    this.#dismissed.delete(keyOf(advice));
    this.#remove(keyOf(advice));
  }

  /** Hides advice until its cause has ended. */
  dismiss(advice: Advice): void {
    this.#dismissed.add(keyOf(advice));
    this.#remove(keyOf(advice));
  }

  /** Removes advice about publications that are not in the room. */
  keep(publicationIds: ReadonlySet<string>): void {
    for (const advice of this.current) {
      if (!publicationIds.has(advice.publicationId)) {
        this.#remove(keyOf(advice));
      }
    }
  }

  close(): void {
    for (const timer of this.#timers.values()) {
      clearTimeout(timer);
    }
  }

  #remove(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#change(this.current.filter((one) => keyOf(one) !== key));
  }

  #change(advice: readonly Advice[]): void {
    this.current = advice;
    this.#onChange();
  }
}

function keyOf({ publicationId, code }: Advice): string {
  return `${publicationId} ${code}`;
}
