import type { ClientRequest, RecordingEnd, RecordingState } from './protocol';
import { SignallingError } from './signalling-error';
import { Store } from './store';

export const noRecording: RecordingState = {
  active: false,
  id: null,
  since: null,
  startedBy: null,
  end: null,
};

export interface RecordingConsentState extends RecordingState {
  /** Why the recording that this page saw ended; null once the person knows. */
  seenEnd: RecordingEnd | null;
  /** The answer is on its way. */
  sending: boolean;
  /** Why the answer did not arrive. */
  problem: string | null;
}

/**
 * Whether the meeting is recorded. Nothing of a person is recorded before the person agreed; what the answer is, the room says
 * (`recordingConsent`).
 */
export class RecordingConsent {
  readonly state = new Store<RecordingConsentState>({
    ...noRecording,
    seenEnd: null,
    sending: false,
    problem: null,
  });
  readonly #request: (message: ClientRequest) => Promise<void>;
  /** This page's person is about to start a recording. */
  #starting = false;

  constructor(request: (message: ClientRequest) => Promise<void>) {
    this.#request = request;
  }

  set(recording: RecordingState): void {
    const before = this.state.get();
    const same = before.id === recording.id;
    const goesOn = same && recording.active;
    const ended = same && before.active && !recording.active;
    this.state.set({
      ...recording,
      seenEnd: ended ? recording.end : recording.active ? null : before.seenEnd,
      sending: goesOn && before.sending,
      problem: goesOn ? before.problem : null,
    });
    if (recording.active && this.#starting) {
      this.#starting = false;
      void this.answer(true);
    }
  }

  /** Whoever starts a recording agrees to it. The recording may be known before this, or after. */
  startedHere(): void {
    if (this.state.get().active) void this.answer(true);
    else this.#starting = true;
  }

  /** May be repeated at any time while the meeting is recorded. */
  async answer(agrees: boolean): Promise<void> {
    const { id, active } = this.state.get();
    if (!active || id === null) return;
    this.#patch({ sending: true, problem: null });
    let problem: string | null = null;
    try {
      await this.#request({ type: 'recordingConsent', recordingId: id, agrees });
    } catch (error) {
      problem = error instanceof SignallingError ? error.message : 'Your answer was not sent.';
    }
    // Otherwise the answer was to a recording that is over.
    if (this.state.get().id === id && this.state.get().active) {
      this.#patch({ sending: false, problem });
    }
  }

  dismissEnd(): void {
    this.#patch({ seenEnd: null });
  }

  #patch(change: Partial<RecordingConsentState>): void {
    this.state.update((state) => ({ ...state, ...change }));
  }
}
