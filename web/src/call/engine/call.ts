import { workerTicker } from './heartbeat';
import { LatencyBoard } from './latency';
import type { LinkState } from './negotiation';
import { Observatory } from './observatory';
import { OwnMedia, type OwnMediaState } from './own-media';
import type { Advice, Joined, Notification, PublicationKind, RemoteCandidate } from './protocol';
import { Publisher, type Tracks } from './publisher';
import { noteInterrupted, type Interrupted } from './reload';
import { reduceRoom, remotePublications, type Room } from './room';
import { Signalling, type SignallingError } from './signalling';
import { Store } from './store';
import { Viewer } from './viewer';

/** Advice that is neither repeated nor withdrawn for so long, in ms, is no longer valid: its withdrawal was lost. */
const adviceMs = 15_000;
/** Candidates that came before the answer that they belong to; more than a server has addresses. */
const strayLimit = 64;

export interface Remote {
  state: LinkState;
  problem: string | null;
  stream: MediaStream;
}

export interface CallState {
  phase: 'joining' | 'joined' | 'reconnecting' | 'ended';
  /** Why it ended; null after leaving on purpose. */
  error: SignallingError | null;
  room: Room;
  own: OwnMediaState;
  /** By publication. */
  remotes: ReadonlyMap<string, Remote>;
  advice: readonly Advice[];
  /** Media stands still for everybody: the media server does not answer. */
  mediaServerAway: boolean;
}

export interface CallOptions extends Tracks {
  meetingId: string;
  displayName?: string;
  /** End the other sessions of the same person as soon as this one has joined. */
  switchHere?: boolean;
}

/** One's stay in a meeting: keeps the signalling and the peer connections in step with the room. */
export class Call {
  readonly state: Store<CallState>;
  readonly latency = new LatencyBoard();
  readonly own: OwnMedia;
  readonly observatory = new Observatory(() => [...this.#viewers.values(), ...this.own.publishers]);

  readonly #call: Interrupted;
  readonly #signalling: Signalling;
  readonly #viewers = new Map<string, Viewer>();
  readonly #adviceTimers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #dismissed = new Set<string>();
  #strays: RemoteCandidate[] = [];
  #iceServers: RTCIceServer[] = [];
  #switchOnJoin: boolean;

  constructor({ meetingId, displayName, switchHere = false, audio, video }: CallOptions) {
    this.#switchOnJoin = switchHere;
    this.#call = { meetingId, ...(displayName === undefined ? {} : { displayName }) };
    this.#signalling = new Signalling({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/call`,
      ...this.#call,
      ticker: workerTicker,
      events: {
        joined: this.#joined,
        notified: this.#notified,
        lost: () => {
          this.#patch({ phase: 'reconnecting' });
        },
        ended: this.#end,
      },
    });
    this.own = new OwnMedia({
      audio,
      video,
      publish: this.#publish,
      onChange: () => {
        this.#patch({ own: this.own.state });
      },
    });
    this.state = new Store<CallState>({
      phase: 'joining',
      error: null,
      room: [],
      own: this.own.state,
      remotes: new Map(),
      advice: [],
      mediaServerAway: false,
    });
  }

  open(): void {
    this.#signalling.open();
    this.observatory.open();
    window.addEventListener('pagehide', this.#interrupt);
  }

  readonly leave = (): void => {
    if (this.state.get().phase !== 'ended') {
      this.#signalling.leave();
      this.#end(null);
    }
  };

  /** Ends the other sessions of the same person in this meeting. Rejects with a SignallingError. */
  readonly switchHere = async (): Promise<void> => {
    await this.#signalling.request({ type: 'switchHere' }).answer;
  };

  /** The page goes away: a reload joins again, everything else has left. */
  readonly #interrupt = (): void => {
    noteInterrupted(this.#call);
    this.leave();
  };

  /** Hides advice until its cause has ended. */
  dismissAdvice(advice: Advice): void {
    const key = adviceKey(advice);
    this.#dismissed.add(key);
    this.#removeAdvice(key);
  }

  #removeAdvice(key: string): void {
    clearTimeout(this.#adviceTimers.get(key));
    this.#adviceTimers.delete(key);
    this.#patch({ advice: this.state.get().advice.filter((one) => adviceKey(one) !== key) });
  }

  readonly #joined = (message: Joined, resumed: boolean): void => {
    this.#iceServers = message.iceServers;
    // Said again behind this if it is still so.
    this.#patch({ phase: 'joined', mediaServerAway: false });
    if (resumed) {
      this.own.resume();
      for (const viewer of this.#viewers.values()) {
        viewer.resume();
      }
    } else {
      // Somebody new in the room: nothing of before holds.
      this.#closeViewers();
      this.own.publishAfresh();
    }
    this.#enter(message);
    if (this.#switchOnJoin) {
      this.#switchOnJoin = false;
      // Where it fails, the room still says that there is another session, and offers to end it.
      this.switchHere().catch(() => undefined);
    }
  };

  readonly #notified = (message: Notification): void => {
    switch (message.type) {
      case 'candidate':
        this.#candidate(message);
        break;
      case 'latency':
        this.latency.add(message.measurements);
        break;
      case 'advice':
        this.#advise(message);
        break;
      case 'renegotiate':
        this.#link(message)?.renegotiate();
        break;
      case 'mediaServer':
        this.#patch({ mediaServerAway: !message.available });
        if (message.available) {
          for (const link of [...this.#viewers.values(), ...this.own.publishers]) {
            link.hurry();
          }
        }
        break;
      default:
        this.#enter(message);
    }
  };

  /** Brings the viewers in step with the room. */
  #enter(message: Joined | Notification): void {
    const room = reduceRoom(this.state.get().room, message);
    const wanted = new Set(remotePublications(room).map((publication) => publication.id));
    for (const [id, viewer] of this.#viewers) {
      if (!wanted.has(id)) {
        viewer.close();
        this.#viewers.delete(id);
      }
    }
    for (const id of wanted) {
      if (!this.#viewers.has(id)) {
        const viewer = new Viewer(this.#signalling, this.#iceServers, id, this.#viewersChanged);
        this.#viewers.set(id, viewer);
        viewer.start();
      }
    }
    const present = new Set(room.flatMap(({ publications }) => publications.map(({ id }) => id)));
    this.latency.keep(present);
    for (const advice of this.state.get().advice) {
      if (!present.has(advice.publicationId)) {
        this.#removeAdvice(adviceKey(advice));
      }
    }
    this.#patch({ room });
    this.#viewersChanged();
  }

  readonly #publish = (kind: PublicationKind, tracks: Tracks): Publisher | null => {
    if (this.state.get().phase !== 'joined') {
      return null;
    }
    const publisher = new Publisher(this.#signalling, this.#iceServers, kind, tracks, {
      changed: () => {
        this.#patch({ own: this.own.state });
      },
      published: (publicationId) => {
        for (const candidate of this.#takeStrays(publicationId)) {
          publisher.addCandidate(candidate);
        }
      },
    });
    publisher.start();
    return publisher;
  };

  #link({ role, publicationId }: Pick<RemoteCandidate, 'role' | 'publicationId'>) {
    return role === 'viewer'
      ? this.#viewers.get(publicationId)
      : this.own.publishers.find((one) => one.publicationId === publicationId);
  }

  #candidate(message: RemoteCandidate): void {
    const link = this.#link(message);
    if (link !== undefined) {
      link.addCandidate(message);
    } else if (message.role === 'publisher' && this.#strays.length < strayLimit) {
      this.#strays.push(message);
    }
  }

  #takeStrays(publicationId: string): RemoteCandidate[] {
    const taken = this.#strays.filter((one) => one.publicationId === publicationId);
    this.#strays = this.#strays.filter((one) => one.publicationId !== publicationId);
    return taken;
  }

  #advise({
    participantId,
    publicationId,
    code,
    text,
    action,
    active,
  }: Advice & { active: boolean }): void {
    const advice = { participantId, publicationId, code, text, action };
    const key = adviceKey(advice);
    if (!active) {
      this.#dismissed.delete(key);
      this.#removeAdvice(key);
      return;
    }
    if (this.#dismissed.has(key)) {
      return;
    }
    this.#removeAdvice(key);
    this.#patch({ advice: [...this.state.get().advice, advice] });
    this.#adviceTimers.set(
      key,
      setTimeout(() => {
        this.#removeAdvice(key);
      }, adviceMs),
    );
  }

  readonly #viewersChanged = (): void => {
    this.#patch({
      remotes: new Map(
        [...this.#viewers].map(([id, { state, problem, stream }]) => [
          id,
          { state, problem, stream },
        ]),
      ),
    });
  };

  readonly #end = (error: SignallingError | null): void => {
    this.#patch({ phase: 'ended', error });
    this.observatory.close();
    window.removeEventListener('pagehide', this.#interrupt);
    for (const timer of this.#adviceTimers.values()) {
      clearTimeout(timer);
    }
    this.#closeViewers();
    this.own.release();
  };

  #closeViewers(): void {
    for (const viewer of this.#viewers.values()) {
      viewer.close();
    }
    this.#viewers.clear();
    this.#strays = [];
  }

  #patch(change: Partial<CallState>): void {
    this.state.update((state) => ({ ...state, ...change }));
  }
}

function adviceKey(advice: Advice): string {
  return `${advice.publicationId} ${advice.code}`;
}
