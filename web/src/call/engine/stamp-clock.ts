import type { ServerTime } from '../../clock-code/server-clock';
import { stampModulePx, type Size } from '../../clock-code/stamp-size';
import { stampTrack, type StampedTrack, type StampPath } from '../../clock-code/stamped-track';
import type { StampSettings } from '../../clock-code/stamp-painter';
import { Store } from './store';

/** Between two reports of the clock to the server, in ms. */
const reportMs = 1000;

export interface StampState {
  /** `waiting`: switched on, but not drawn; `problem` says why. */
  phase: 'off' | 'waiting' | 'on';
  /** The id in the code; null while it is off. */
  clockId: string | null;
  /** How frames get their stamp; null while none is drawn. */
  path: StampPath | null;
  /** A sentence; null while there is none. */
  problem: string | null;
}

/** The encoder's picture, as the statistics of the camera's connection state it. */
export interface Sent {
  size: Size;
  framesPerSecond: number | null;
}

export interface StampClockOptions {
  serverTime: () => ServerTime | null;
  /** Asks the server for an id. Rejects with an error whose message is for people. */
  lease: () => Promise<string>;
  /** Gives the id back. */
  release: () => void;
  report: (clock: { clockId: string; clockMs: number; errorMs: number }) => void;
  /** What the encoder of the camera sends; null while it sends nothing. */
  sent: () => Promise<Sent | null>;
  /** Has the camera sent through this, or as it is where null. */
  send: (stamp: ((camera: MediaStreamTrack) => StampedTrack) | null) => void;
  stampTrack?: typeof stampTrack;
}

const off: StampState = { phase: 'off', clockId: null, path: null, problem: null };
const tooSmall =
  'Your connection or device sends a picture that is too small for the stamp. It returns when the picture is larger.';

/**
 * Draws the server's time into the camera's picture as a clock code, for as long as it is switched on: frames carry
 * the instant at which they were drawn, so the server measures the way from there all the time.
 */
export class StampClock {
  readonly state = new Store<StampState>(off);
  readonly #options: StampClockOptions;
  #clockId: string | null = null;
  #encoded: Sent | null = null;
  /** The size of the camera's picture, once a frame was stamped. */
  #captured: Size | null = null;
  #stamped: StampedTrack | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: StampClockOptions) {
    this.#options = options;
  }

  /** Switches the stamp on: as soon as the server has given an id and its time is known. */
  async start(): Promise<void> {
    if (this.state.get().phase !== 'off') {
      return;
    }
    this.state.set({ ...off, phase: 'waiting' });
    try {
      const clockId = await this.#options.lease();
      if (this.#switchedOff()) {
        this.#options.release();
        return;
      }
      this.#clockId = clockId;
    } catch (error) {
      this.state.set({ ...off, problem: (error as Error).message });
      return;
    }
    document.addEventListener('visibilitychange', this.#update);
    this.#timer = setInterval(() => void this.#tick(), reportMs);
    await this.#tick();
  }

  /** The page joined again: the server may have given the id to nobody, and gives the same or another one. */
  async renew(): Promise<void> {
    if (this.#clockId !== null) {
      const clockId = await this.#options.lease().catch(() => null);
      if (this.#clockId !== null && clockId !== null) {
        this.#clockId = clockId;
        this.#update();
      }
    }
  }

  /** Switches it off, and sends the camera as it is. */
  stop(problem: string | null = null): void {
    if (this.#clockId !== null) {
      this.#options.release();
    }
    this.#clockId = null;
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#update);
    this.state.set({ ...off, problem });
    this.#draw(false);
  }

  #switchedOff(): boolean {
    return this.state.get().phase === 'off';
  }

  async #tick(): Promise<void> {
    this.#encoded = await this.#options.sent();
    this.#update();
    const time = this.#options.serverTime();
    if (this.#clockId !== null && time !== null) {
      this.#options.report({
        clockId: this.#clockId,
        clockMs: performance.now() + time.offsetMs,
        // The instant is that of drawing: the frame was captured up to one frame earlier.
        errorMs: time.errorMs + 1000 / (this.#encoded?.framesPerSecond ?? 30),
      });
    }
  }

  readonly #update = (): void => {
    if (this.#clockId === null) {
      return;
    }
    const problem = this.#obstacle();
    this.#draw(problem === null);
    this.state.set({
      phase: this.#stamped === null ? 'waiting' : 'on',
      clockId: this.#clockId,
      path: this.#stamped?.path ?? null,
      problem,
    });
  };

  /** What keeps the stamp from being drawn. */
  #obstacle(): string | null {
    if (document.hidden) {
      return 'The stamp is paused while this tab is hidden.';
    }
    if (this.#encoded === null || this.#settings() === null) {
      return 'Waiting for your video.';
    }
    const { size } = this.#encoded;
    return stampModulePx(this.#captured ?? size, size) === null ? tooSmall : null;
  }

  #settings(): StampSettings | null {
    const time = this.#options.serverTime();
    return this.#clockId === null || time === null
      ? null
      : {
          clockId: this.#clockId,
          aheadMs: time.offsetMs - performance.timeOrigin,
          encoded: this.#encoded?.size ?? null,
        };
  }

  #draw(wanted: boolean): void {
    const settings = this.#settings();
    if (!wanted || settings === null) {
      if (this.#stamped !== null) {
        this.#stamped = null;
        this.#options.send(null);
      }
    } else if (this.#stamped !== null) {
      this.#stamped.change(settings);
    } else {
      this.#options.send((camera) => {
        const { width, height } = camera.getSettings();
        this.#captured = width === undefined || height === undefined ? null : { width, height };
        const stamp = this.#options.stampTrack ?? stampTrack;
        this.#stamped = stamp(camera, this.#settings() ?? settings);
        return this.#stamped;
      });
    }
  }
}
