import { AdviceBoard } from './advice-board';
import { ConnectionBoard } from './connection/connection-board';
import { MediaPaths } from './connection/media-paths';
import { StatisticsReader } from './connection/statistics';
import { UplinkReporter } from './connection/uplink-reporter';
import { Conversation } from './conversation';
import { EarlyCandidates } from './early-candidates';
import { workerTicker } from './heartbeat';
import { HostNotices } from './host-notices';
import { LatencyBoard } from './latency';
import { OwnMedia, type OwnMediaState } from './own-media';
import { PeerLink } from './peer-link';
import type {
  Advice,
  ClockLink,
  Joined,
  Notification,
  Knock,
  OpenAlert,
  PublicationKind,
  RemoteCandidate,
  StampLease,
} from './protocol';
import type { Pictures } from './pictures';
import { Publishing } from './publishing';
import { RecordingConsent } from './recording-consent';
import { noteInterrupted } from './reload';
import { RemoteMedia, type Remotes } from './remote-media';
import {
  findPublication,
  isSent,
  reduceRoom,
  remotePublications,
  stoppedPublishing,
  type Room,
} from './room';
import { SeenBoard } from './seen-codes';
import { Signalling } from './signalling';
import type { SignallingError } from './signalling-error';
import { Speakers } from './speakers';
import { StampClock } from './stamp-clock';
import { StampRequest } from './stamp-request';
import { StatsPoller } from './stats-poller';
import { Store } from './store';
import type { Tracks } from './tracks';
import { ViewerReporter } from './viewer-reporter';

export interface CallState {
  phase: 'joining' | 'joined' | 'reconnecting' | 'ended';
  /** Why the call ended; null after leaving on purpose. */
  error: SignallingError | null;
  room: Room;
  own: OwnMediaState;
  remotes: Remotes;
  advice: readonly Advice[];
  /** The media server does not answer, so media is paused for everybody. */
  mediaServerAway: boolean;
  /** The media server is going out of service, and the host may move the call to another one. */
  moveSuggested: boolean;
}

export interface CallOptions extends Tracks {
  meetingId: string;
  displayName?: string;
  /** End the other sessions of the same person as soon as this one has joined. */
  switchHere?: boolean;
}

/** One session in a meeting: keeps the signalling and the peer connections in step with the room. */
export class Call {
  readonly state: Store<CallState>;
  readonly latency = new LatencyBoard();
  readonly seen = new SeenBoard();
  readonly own: OwnMedia;
  /** How good the connection of each publication is. */
  readonly connections = new ConnectionBoard((id) => findPublication(this.state.get().room, id));
  readonly stats = new StatsPoller(
    () => this.#links,
    (polled, at) => {
      this.connections.note(polled, at);
      const { room, mediaServerAway } = this.state.get();
      // New connections do not help a media server that stands still, and it says nothing of the network.
      if (!mediaServerAway) {
        this.#paths.watch.note(polled, at);
        this.#uplink.note(room, this.connections.states.get(), at);
      }
    },
  );
  readonly speakers = new Speakers(this.stats.verdicts, (id) =>
    this.own.links.some(({ strategy }) => strategy.publicationId === id),
  );

  readonly viewer = new ViewerReporter({
    links: () => this.#remote.links,
    // Workers time frames of the large picture, and a code is too small in the small one.
    showsClock: (publicationId) =>
      this.latency.current(publicationId) !== null &&
      this.#remote.picture(publicationId) === 'large',
    isFilmed: (publicationId) => this.latency.current(publicationId)?.source !== 'STAMP',
    serverTime: () => this.#signalling.clock.now(),
    send: (report) => {
      this.#signalling.send({ type: 'viewerReport', ...report });
    },
  });

  /** Which picture of each publication the tiles need. */
  get pictures(): Pictures {
    return this.#remote.pictures;
  }

  /** A reader of the statistics of all connections, from now on. */
  statistics(): StatisticsReader {
    return new StatisticsReader(() => this.#links);
  }

  /** The server's time in ms since 1970; that of this device while it is not known. */
  serverNow(): number {
    const time = this.#signalling.clock.now();
    return time === null ? Date.now() : performance.now() + time.offsetMs;
  }

  readonly stamp = new StampClock({
    serverTime: () => this.#signalling.clock.now(),
    lease: async () =>
      (await this.#signalling.request<StampLease>({ type: 'stampClock' }).answer).clockId,
    release: () => {
      this.#signalling.request({ type: 'stopStampClock' }).answer.catch(() => undefined);
    },
    report: (clock) => {
      this.#signalling.send({ type: 'clockReport', ...clock });
    },
    sent: () => this.own.sentVideo(),
    send: (filter) => {
      this.own.filterCamera(filter);
    },
  });

  readonly conversation = new Conversation((message) =>
    this.#signalling.request(message).answer.then(() => undefined),
  );

  /** The recording of the meeting, and this person's answer to it. */
  readonly recording = new RecordingConsent((message) =>
    this.#signalling.request(message).answer.then(() => undefined),
  );

  readonly stampRequest: StampRequest;

  /** What the host did to this page's person. */
  readonly hostNotices = new HostNotices();

  /** The alerts that go on. */
  readonly alerts = new Store<readonly OpenAlert[]>([]);

  /** Those who wait for this page's person, who is the host. */
  readonly knocks = new Store<readonly Knock[]>([]);

  readonly #call: Pick<CallOptions, 'meetingId' | 'displayName'>;
  readonly #signalling: Signalling;
  readonly #remote: RemoteMedia;
  readonly #advice: AdviceBoard;
  readonly #early = new EarlyCandidates();
  readonly #uplink = new UplinkReporter((publicationId, grade) => {
    this.#signalling.send({ type: 'uplink', publicationId, grade });
  });
  readonly #paths = new MediaPaths({
    links: () => this.#links,
    isSent: (id) => isSent(this.state.get().room, id, this.#remote.picture(id)),
    serverSilentMs: () => this.#signalling.silentMs,
  });
  #iceServers: RTCIceServer[] = [];
  #switchOnJoin: boolean;

  constructor({ meetingId, displayName, switchHere = false, audio, video }: CallOptions) {
    this.#switchOnJoin = switchHere;
    this.#call = { meetingId, ...(displayName === undefined ? {} : { displayName }) };
    this.stampRequest = new StampRequest({
      meetingId,
      start: () => void this.stamp.start(),
      stop: (reason) => {
        this.stamp.stop(reason);
      },
    });
    this.#signalling = new Signalling({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/call`,
      ...this.#call,
      ticker: workerTicker,
      events: {
        joined: this.#joined,
        notified: this.#notified,
        clockEnded: (reason) => {
          this.stamp.stop(reason);
        },
        lost: () => {
          this.#patch({ phase: 'reconnecting' });
        },
        ended: this.#end,
      },
    });
    this.#remote = new RemoteMedia(this.#signalling, this.speakers.recent, () => {
      this.#patch({ remotes: this.#remote.remotes });
    });
    this.#advice = new AdviceBoard(() => {
      this.#patch({ advice: this.#advice.current });
    });
    this.own = new OwnMedia({
      audio,
      video,
      publish: this.#publish,
      unmuteAfterHost: () =>
        this.#signalling.request({ type: 'unmute' }).answer.then(() => undefined),
      onChange: () => {
        const own = this.own.state;
        if (own.microphone === 'on') this.hostNotices.unmuted();
        if (own.screen !== 'off') this.hostNotices.shared();
        // Whoever turns the camera on again means it.
        if (own.camera === 'off' && this.connections.soundFirst.paused.get().up) {
          this.connections.soundFirst.ask('up');
        }
        this.#patch({ own });
      },
    });
    this.connections.soundFirst.paused.subscribe(() => {
      const { up, down } = this.connections.soundFirst.paused.get();
      this.own.videoPaused = up;
      this.pictures.paused = down;
    });
    this.state = new Store<CallState>({
      phase: 'joining',
      error: null,
      room: [],
      own: this.own.state,
      remotes: new Map(),
      advice: [],
      mediaServerAway: false,
      moveSuggested: false,
    });
  }

  open(): void {
    this.#signalling.open();
    for (const part of this.#parts) part.open();
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

  /** Requests a link with which another device shows a clock for this page. Rejects with a SignallingError. */
  readonly clockLink = (): Promise<ClockLink> =>
    this.#signalling.request<ClockLink>({ type: 'clockLink' }).answer;

  /** Hides advice until its cause has ended. */
  dismissAdvice(advice: Advice): void {
    this.#advice.dismiss(advice);
  }

  /** The page goes away. A reload offers to rejoin; anything else leaves for good. */
  readonly #interrupt = (): void => {
    const { camera, microphone } = this.own.state;
    noteInterrupted({
      ...this.#call,
      camera: camera !== 'off',
      microphone: microphone === 'starting' ? 'on' : microphone,
    });
    this.leave();
  };

  /** What runs from the beginning of the call to its end. */
  get #parts() {
    return [this.stats, this.#paths, this.speakers, this.pictures, this.viewer, this.stamp];
  }

  get #links(): PeerLink[] {
    return [...this.#remote.links, ...this.own.links];
  }

  readonly #joined = (message: Joined, resumed: boolean): void => {
    this.#iceServers = message.iceServers;
    // The server repeats these next if they are still the case.
    const { moveSuggested } = message.meeting;
    this.#patch({ phase: 'joined', mediaServerAway: false, moveSuggested });
    this.alerts.set([]);
    this.knocks.set([]);
    const { smallPictures } = message.meeting;
    this.pictures.active = smallPictures;
    if (resumed) {
      this.own.resume(smallPictures);
      this.#remote.resume();
    } else {
      // A new participant: nothing negotiated before is valid.
      this.#closeRemote();
      this.own.republish(smallPictures);
      this.hostNotices.reset();
    }
    this.#enter(message);
    void this.stamp.renew();
    this.stampRequest.set(message.meeting.stampsRequested);
    this.recording.set(message.meeting.recording);
    this.conversation.title.set(message.meeting.title);
    this.conversation.shortCode.set(message.meeting.shortCode);
    if (this.#switchOnJoin) {
      this.#switchOnJoin = false;
      // If it fails, the room still shows the other session and offers to end it.
      this.switchHere().catch(() => undefined);
    }
  };

  readonly #notified = (message: Notification): void => {
    switch (message.type) {
      case 'candidate':
        this.#early.deliver(message, this.#link(message));
        break;
      case 'latency':
        this.latency.add(message.measurements);
        break;
      case 'viewerQuality':
        this.viewer.receive(message.publications);
        break;
      case 'advice':
        this.#advice.receive(message);
        break;
      case 'codeSeen':
        this.seen.set(message.publicationId, message.codes);
        break;
      case 'renegotiate':
        this.#link(message)?.renegotiate();
        break;
      case 'mediaServer':
        this.#patch({ mediaServerAway: !message.available });
        if (message.available) {
          for (const link of this.#links) {
            link.hurry();
          }
        }
        break;
      case 'moveSuggested':
        this.#patch({ moveSuggested: message.active });
        break;
      case 'stampRequest':
        this.stampRequest.set(message.active);
        break;
      case 'recording':
        this.recording.set(message.recording);
        break;
      case 'unmuteRequest':
        this.hostNotices.askedToUnmute(this.own.state.microphone === 'on');
        break;
      case 'smallPictures':
        this.pictures.active = message.active;
        this.own.smallPicture = message.active;
        break;
      case 'picture':
        this.#remote.sent(message);
        break;
      case 'alerts':
        this.alerts.set(message.alerts);
        break;
      case 'knocks':
        this.knocks.set(message.knocks);
        break;
      case 'meeting':
      case 'chat':
      case 'reaction':
        this.conversation.receive(message);
        break;
      default:
        this.#enter(message);
    }
  };

  /** Brings everything in step with the room after a message about it. */
  #enter(message: Joined | Notification): void {
    const before = this.state.get().room;
    const room = reduceRoom(before, message);
    this.#remote.view(remotePublications(room), this.#iceServers);
    this.#obeyHost(before, room);
    const present = new Set(room.flatMap(({ publications }) => publications.map(({ id }) => id)));
    for (const board of [this.latency, this.viewer, this.seen, this.#advice]) {
      board.keep(present);
    }
    this.#patch({ room, remotes: this.#remote.remotes });
  }

  /**
   * Does what the server has done already: it sends a microphone to nobody, or has ended a screen share. Tells the person of a
   * change of rights.
   */
  #obeyHost(before: Room, room: Room): void {
    const own = room.find(({ you }) => you);
    const known = before.find(({ id }) => id === own?.id);
    if (own !== undefined && known !== undefined && own.coHost !== known.coHost) {
      this.hostNotices.becameCoHost(own.coHost);
    }
    this.hostNotices.mutedBy(this.own.muteByHost(own?.mutedByHostAt ?? null));
    const { screenPublicationId } = this.own.state;
    if (own !== undefined && stoppedPublishing(before, room, screenPublicationId)) {
      this.own.screenEnded();
      this.hostNotices.shareStopped();
    }
  }

  readonly #publish = (kind: PublicationKind, tracks: Tracks): PeerLink<Publishing> | null => {
    if (this.state.get().phase !== 'joined') return null;
    const publishing = new Publishing(this.#signalling, kind, tracks, (publicationId) => {
      for (const candidate of this.#early.take(publicationId)) {
        link.addCandidate(candidate);
      }
    });
    const link = new PeerLink(publishing, this.#iceServers, () => {
      this.#patch({ own: this.own.state });
    });
    link.start();
    return link;
  };

  #link({
    role,
    publicationId,
  }: Pick<RemoteCandidate, 'role' | 'publicationId'>): PeerLink | undefined {
    return role === 'viewer'
      ? this.#remote.link(publicationId)
      : this.own.links.find(({ strategy }) => strategy.publicationId === publicationId);
  }

  readonly #end = (error: SignallingError | null): void => {
    this.#patch({ phase: 'ended', error });
    for (const part of this.#parts) part.close();
    window.removeEventListener('pagehide', this.#interrupt);
    this.#advice.close();
    this.#closeRemote();
    this.own.release();
  };

  #closeRemote(): void {
    this.#remote.close();
    this.#early.clear();
  }

  #patch(change: Partial<CallState>): void {
    this.state.update((state) => ({ ...state, ...change }));
  }
}
