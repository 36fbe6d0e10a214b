import { Store } from './store';

/** The meetings in which this person declined, newest last. */
const key = 'chattycat.stamp.declined';
const rememberedMeetings = 50;

/** The host's request to everybody to switch the stamp clock on, and this person's answer. */
export interface StampRequestState {
  /** The request stands. */
  active: boolean;
  answer: 'none' | 'accepted' | 'declined';
}

export interface StampRequestOptions {
  meetingId: string;
  /** Switches the stamp on. */
  start: () => void;
  /** Switches it off, and says why. */
  stop: (reason: string) => void;
}

/** Asks for consent: a stamp is drawn only after the person has accepted. Who declined is not asked again in this meeting. */
export class StampRequest {
  readonly state: Store<StampRequestState>;
  readonly #options: StampRequestOptions;

  constructor(options: StampRequestOptions) {
    this.#options = options;
    const declined = meetings().includes(options.meetingId);
    this.state = new Store<StampRequestState>({
      active: false,
      answer: declined ? 'declined' : 'none',
    });
  }

  /** The server says whether the request stands. */
  set(active: boolean): void {
    const before = this.state.get();
    if (active === before.active) {
      return;
    }
    const withdrawn = before.answer === 'accepted';
    this.state.set({ active, answer: withdrawn ? 'none' : before.answer });
    if (withdrawn) {
      this.#options.stop('The host withdrew the request, so your stamp clock is off.');
    }
  }

  accept(): void {
    this.state.update((state) => ({ ...state, answer: 'accepted' }));
    this.#options.start();
  }

  decline(): void {
    this.state.update((state) => ({ ...state, answer: 'declined' }));
    const others = meetings().filter((id) => id !== this.#options.meetingId);
    localStorage.setItem(
      key,
      JSON.stringify([...others.slice(1 - rememberedMeetings), this.#options.meetingId]),
    );
  }
}

function meetings(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    // Somebody else wrote it.
    return [];
  }
}
