import { Store } from './store';

/** What to tell this page's person about the host. */
export interface HostNoticesState {
  /** The host muted the microphone while it was on. */
  muted: boolean;
  /** The host asks the person to unmute. */
  asked: boolean;
  /** The host ended the screen share. */
  shareStopped: boolean;
  /** Whether the host has just made the person a co-host, or ended that; null for neither. */
  coHost: boolean | null;
}

const none: HostNoticesState = { muted: false, asked: false, shareStopped: false, coHost: null };

/** What the host did to this page's person or asks of him or her, until that is over or dismissed. */
export class HostNotices {
  readonly state = new Store(none);

  /** @param audible whether the microphone was on, so that the person has to know */
  mutedBy(audible: boolean): void {
    if (audible) this.#patch({ muted: true });
  }

  /** @param audible whether the microphone is on already, so that there is nothing to ask */
  askedToUnmute(audible: boolean): void {
    if (!audible) this.#patch({ asked: true });
  }

  shareStopped(): void {
    this.#patch({ shareStopped: true });
  }

  /** @param coHost whether the person is a co-host from now on */
  becameCoHost(coHost: boolean): void {
    this.#patch({ coHost });
  }

  /** The microphone is on. */
  unmuted(): void {
    this.#patch({ muted: false, asked: false });
  }

  /** The person shares a screen again. */
  shared(): void {
    this.#patch({ shareStopped: false });
  }

  dismiss(notice: keyof HostNoticesState): void {
    this.#patch({ [notice]: none[notice] });
  }

  /** This page is in the room as a new participant. */
  reset(): void {
    this.state.set(none);
  }

  #patch(change: Partial<HostNoticesState>): void {
    const before = this.state.get();
    const after = { ...before, ...change };
    const same =
      before.muted === after.muted &&
      before.asked === after.asked &&
      before.shareStopped === after.shareStopped &&
      before.coHost === after.coHost;
    if (!same) this.state.set(after);
  }
}
