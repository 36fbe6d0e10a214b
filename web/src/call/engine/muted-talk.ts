import { openLevel, type AudioLevel } from './audio-level';

/** Between two readings of the level, in ms. */
const pollMs = 100;
/** Speech close to a microphone is above; noise of a room, keys and breath are mostly below. */
const speechLevel = 0.03;
/** A cough or a door is shorter, in ms of speech within `windowMs`. */
const speechMs = 500;
const windowMs = 2000;

/** Notices that somebody talks into a muted microphone. */
export class MutedTalk {
  readonly #onTalk: () => void;
  readonly #copy: MediaStreamTrack;
  readonly #level: AudioLevel;
  readonly #timer: ReturnType<typeof setInterval>;
  #recent: boolean[] = [];

  /**
   * @param track the muted track. It delivers silence, so a copy of it is measured, in this page only
   * @param onTalk called after half a second of speech, and again after each further one
   */
  constructor(track: MediaStreamTrack, onTalk: () => void, open = openLevel) {
    this.#onTalk = onTalk;
    this.#copy = track.clone();
    this.#copy.enabled = true;
    this.#level = open(this.#copy);
    this.#timer = setInterval(this.#poll, pollMs);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#level.close();
    this.#copy.stop();
  }

  readonly #poll = (): void => {
    this.#recent = [...this.#recent, this.#level.read() > speechLevel].slice(-windowMs / pollMs);
    if (this.#recent.filter(Boolean).length * pollMs >= speechMs) {
      this.#recent = [];
      this.#onTalk();
    }
  };
}
