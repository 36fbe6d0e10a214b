import { captureErrorMs } from '../../clock-code/capture-clock';
import { loadStamps } from '../../clock-code/load-stamps';
import type { ServerTime } from '../../clock-code/server-clock';
import type { Shows } from '../../clock-code/stamp-messages';
import type { StampSettings } from '../../clock-code/stamp-painter';
import { stampModulePx, type Size } from '../../clock-code/stamp-size';
import type { StampedTrack, StampPath, stampTrack } from '../../clock-code/stamped-track';
import type { CameraFilter } from './filtered-camera';
import type { Sent } from './sent-video';
import { StampCost, type Cost } from './stamp-cost';
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
  /** Which instant it shows; null while none is drawn. */
  shows: Shows | null;
  /** A sentence; null while there is none. */
  problem: string | null;
}

/** What the stamp adds to the bit rate. */
export interface CostState {
  /** The newest figure; null while unknown. */
  cost: Cost | null;
  /** Whether it can be measured: there were enough seconds without the stamp. */
  comparable: boolean;
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
  /** Has the camera's picture sent through this, or as it is where null. Never the screen's, and no smaller copy. */
  send: (filter: CameraFilter | null) => void;
  /** Loads what draws stamps. */
  loadStamps?: () => Promise<{ stampTrack: typeof stampTrack }>;
}

/** A stamp that is to be drawn. */
interface Drawing {
  /** Counts the cameras. */
  turn: number;
  /** Null until the browser has made it for the newest camera. */
  stamped: StampedTrack | null;
}

const off: StampState = { phase: 'off', clockId: null, path: null, shows: null, problem: null };
const tooSmall =
  'Your connection or device sends a picture that is too small for the stamp. It returns when the picture is larger.';

/**
 * Draws the server's time into the camera's picture as a clock code, for as long as it is switched on: frames carry the
 * instant of their capture or of the drawing, so the server measures the way from there all the time.
 */
export class StampClock {
  readonly state = new Store<StampState>(off);
  readonly cost = new Store<CostState>({ cost: null, comparable: false });
  readonly #options: StampClockOptions;
  readonly #bitRate = new StampCost();
  #clockId: string | null = null;
  #encoded: Sent | null = null;
  /** The size of the camera's picture, once a frame was stamped. */
  #captured: Size | null = null;
  /** Null while the stamp is not to be drawn. */
  #drawing: Drawing | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: StampClockOptions) {
    this.#options = options;
  }

  /** Begins to watch the bit rate, so that it can be compared. */
  open(): void {
    this.#timer = setInterval(() => void this.#tick(), reportMs);
  }

  /** Switches the stamp off for good. */
  close(): void {
    clearInterval(this.#timer);
    this.stop();
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
    document.removeEventListener('visibilitychange', this.#update);
    this.state.set({ ...off, problem });
    this.#draw(false);
  }

  #switchedOff(): boolean {
    return this.state.get().phase === 'off';
  }

  get #stamped(): StampedTrack | null {
    return this.#drawing?.stamped ?? null;
  }

  async #tick(): Promise<void> {
    this.#encoded = await this.#options.sent();
    this.#bitRate.add(this.#encoded, this.#stamped !== null);
    const { value, comparable } = this.#bitRate;
    this.cost.update((before) =>
      value === null && before.cost === null && comparable === before.comparable
        ? before
        : { cost: value ?? before.cost, comparable },
    );
    this.#update();
  }

  readonly #update = (): void => {
    if (this.#clockId === null) {
      return;
    }
    const problem = this.#obstacle();
    this.#draw(problem === null);
    const stamped = this.#stamped;
    const next: StampState = {
      phase: stamped === null ? 'waiting' : 'on',
      clockId: this.#clockId,
      path: stamped?.path ?? null,
      shows: stamped?.shows ?? null,
      problem,
    };
    this.state.set(next);
    this.#report(this.#clockId, next.shows);
  };

  #report(clockId: string, shows: Shows | null): void {
    const time = this.#options.serverTime();
    if (time !== null) {
      // The instant of drawing is up to one frame later than that of capture.
      const lateMs =
        shows === 'capture' ? captureErrorMs : 1000 / (this.#encoded?.framesPerSecond ?? 30);
      this.#options.report({
        clockId,
        clockMs: performance.now() + time.offsetMs,
        errorMs: time.errorMs + lateMs,
      });
    }
  }

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
      if (this.#drawing !== null) {
        this.#drawing = null;
        this.#options.send(null);
      }
    } else if (this.#drawing === null) {
      const drawing: Drawing = { turn: 0, stamped: null };
      this.#drawing = drawing;
      this.#options.send((camera) => this.#stamp(camera, settings, drawing));
    } else {
      this.#stamped?.change(settings);
    }
  }

  /** Has the browser stamp a camera, again for each camera that the person chooses. */
  async #stamp(
    camera: MediaStreamTrack,
    settings: StampSettings,
    drawing: Drawing,
  ): Promise<StampedTrack> {
    const turn = ++drawing.turn;
    drawing.stamped = null;
    const { width, height } = camera.getSettings();
    this.#captured = width === undefined || height === undefined ? null : { width, height };
    const { stampTrack } = await this.#load(drawing);
    try {
      const stamped = await stampTrack(camera, this.#settings() ?? settings, this.#update);
      if (this.#drawing === drawing && drawing.turn === turn) {
        drawing.stamped = stamped;
        this.#update();
      }
      return stamped;
    } catch (error) {
      if (this.#drawing === drawing) this.stop('This browser cannot draw a stamp.');
      throw error;
    }
  }

  async #load(drawing: Drawing): Promise<{ stampTrack: typeof stampTrack }> {
    try {
      return await (this.#options.loadStamps ?? loadStamps)();
    } catch (error) {
      if (this.#drawing === drawing) {
        this.stop('The stamp could not be loaded. Check your connection, then switch it on again.');
      }
      throw error;
    }
  }
}
