import type { Picture } from './picture-choice';
import type { Candidate, Negotiated, Role } from './protocol';
import { SignallingError } from './signalling-error';

/**
 * `waiting`: for the signalling to return, or for the next attempt; `refused`: the server does not
 * negotiate this link any more.
 */
export type LinkState = 'connecting' | 'live' | 'interrupted' | 'waiting' | 'refused';

/** What one end of a publication does its own way: sending or receiving it. */
export interface PeerStrategy {
  readonly role: Role;
  /** Null while the server has given no id. */
  readonly publicationId: string | null;
  /** Which picture of the publication it sends, or is sent. */
  readonly picture: Picture;
  /** Whether the server sends a smaller picture than this page needs, because the network is slow. */
  readonly reduced?: boolean;
  /** Adds what is to be sent or received to a new peer connection. */
  prepare(pc: RTCPeerConnection): void;
  offer(sdp: string): { ref: number; answer: Promise<Negotiated> };
  /** Sends one of our candidates to the server; `ref` is the offer's. */
  sendCandidate(candidate: Candidate, ref: number): void;
  answered(answer: Negotiated): void;
  /** An answer came after the link was closed. */
  answeredTooLate(answer: Negotiated): void;
  /** Tells the server to release the endpoint, at the end of the link. A further offer replaces it without that. */
  discard(): void;
  /** Packets arrive, but no frame comes out of them. */
  requestKeyframe?(): void;
}

/** All in ms. */
export const linkTiming = {
  /** For ICE and DTLS to connect. */
  connect: 15_000,
  /** A short interruption often ends by itself. */
  interrupted: 5000,
  /** The delays before further attempts; the last one repeats. */
  retries: [500, 1000, 2000, 4000, 8000],
  /** The longest of them where the server negotiates and only the path is lost, which may be back at any time. */
  path: 2000,
} as const;

/** Codes after which there is nothing more to negotiate. */
const gone = new Set(['PUBLICATION_NOT_FOUND', 'NOT_JOINED', 'LIMIT_REACHED']);

/**
 * One peer connection to the media server, replaced until it works: offer, answer, trickled candidates in
 * both directions, and another attempt when the connection breaks.
 */
export class PeerLink<S extends PeerStrategy = PeerStrategy> {
  readonly strategy: S;
  readonly #iceServers: RTCIceServer[];
  readonly #onChange: () => void;
  #pc: RTCPeerConnection | null = null;
  /** Candidates that came before the answer they belong to. */
  #early: Candidate[] = [];
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  state: LinkState = 'waiting';
  /** A sentence about the last failure; null while there is none. */
  problem: string | null = null;

  constructor(strategy: S, iceServers: RTCIceServer[], onChange: () => void) {
    this.strategy = strategy;
    this.#iceServers = iceServers;
    this.#onChange = onChange;
  }

  start(): void {
    this.#again();
  }

  /** The signalling returned: starts over unless the media was not affected. */
  resume(): void {
    if (this.state !== 'live') {
      this.renegotiate();
    }
  }

  /** The media server lost this endpoint. */
  renegotiate(): void {
    this.#attempts = 0;
    this.#again();
  }

  /** There is another network, or one again: an attempt over the former one is useless, and one need not wait. */
  networkChanged(): void {
    if (this.state !== 'live' && this.state !== 'refused') {
      this.renegotiate();
    }
  }

  /** The media server answers again: the next attempt need not wait. */
  hurry(): void {
    if (this.state === 'waiting') {
      this.renegotiate();
    }
  }

  addCandidate(candidate: Candidate): void {
    if (this.#pc?.remoteDescription) {
      addQuietly(this.#pc, candidate);
    } else {
      this.#early.push(candidate);
    }
  }

  /** The statistics of the connection; null while it is not connected. */
  stats(): Promise<RTCStatsReport> | null {
    return this.#pc?.connectionState === 'connected' ? this.#pc.getStats() : null;
  }

  /** Closes the connection here, where the server knows already that it ends. */
  close(): void {
    this.#closed = true;
    this.#drop();
  }

  /** Ends the link here and on the server. */
  stop(): void {
    this.strategy.discard();
    this.close();
  }

  async #attempt(): Promise<void> {
    this.#drop();
    const pc = new RTCPeerConnection({ iceServers: this.#iceServers, bundlePolicy: 'max-bundle' });
    this.#pc = pc;
    this.#change('connecting', this.problem);
    pc.onconnectionstatechange = () => {
      this.#connectionChanged(pc);
    };
    const offered = this.#collectCandidates(pc);
    this.strategy.prepare(pc);
    try {
      await pc.setLocalDescription();
      if (pc !== this.#pc) return;
      const request = this.strategy.offer(pc.localDescription?.sdp ?? '');
      offered(request.ref);
      const answer = await request.answer;
      if (this.#closed) this.strategy.answeredTooLate(answer);
      if (pc !== this.#pc) return;
      this.strategy.answered(answer);
      this.#onChange();
      await pc.setRemoteDescription({ type: 'answer', sdp: answer.sdp });
      for (const candidate of this.#early.splice(0)) {
        addQuietly(pc, candidate);
      }
      this.#timer = setTimeout(() => {
        this.#pathLost('The media server cannot reach this browser.');
      }, linkTiming.connect);
    } catch (error) {
      if (pc === this.#pc) {
        this.#failed(error as Error);
      }
    }
  }

  /** Sends our candidates. Keeps the early ones until the function returned is called with the offer's reference. */
  #collectCandidates(pc: RTCPeerConnection): (ref: number) => void {
    let offer: number | null = null;
    const unsent: Candidate[] = [];
    pc.onicecandidate = ({ candidate }) => {
      if (candidate === null || candidate.candidate === '') return;
      const init = candidate.toJSON() as Candidate;
      if (offer === null) {
        unsent.push(init);
      } else {
        this.strategy.sendCandidate(init, offer);
      }
    };
    return (ref) => {
      offer = ref;
      for (const candidate of unsent) {
        this.strategy.sendCandidate(candidate, ref);
      }
    };
  }

  #connectionChanged(pc: RTCPeerConnection): void {
    if (pc !== this.#pc) return;
    if (pc.connectionState === 'connected') {
      clearTimeout(this.#timer);
      this.#attempts = 0;
      this.#change('live', null);
    } else if (pc.connectionState === 'disconnected') {
      this.#change('interrupted', this.problem);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#pathLost('The connection to the media server was lost.');
      }, linkTiming.interrupted);
    } else if (pc.connectionState === 'failed') {
      this.#pathLost('The connection to the media server was lost.');
    }
  }

  #failed(error: Error): void {
    const code = error instanceof SignallingError ? error.code : null;
    if (code === 'LOST') {
      this.#drop();
      this.#change('waiting', null);
    } else if (code !== null && gone.has(code)) {
      this.#drop();
      this.#change('refused', error.message);
    } else {
      this.#retry(error.message);
    }
  }

  #pathLost(problem: string): void {
    this.#retry(problem, linkTiming.path);
  }

  #retry(problem: string, longest = Infinity): void {
    this.#drop();
    const { retries } = linkTiming;
    const delay = retries[Math.min(this.#attempts, retries.length - 1)] ?? 0;
    this.#attempts++;
    this.#timer = setTimeout(
      () => {
        this.#again();
      },
      Math.min(delay, longest),
    );
    this.#change('waiting', problem);
  }

  #again(): void {
    if (!this.#closed) {
      void this.#attempt();
    }
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#early = [];
    const pc = this.#pc;
    this.#pc = null;
    pc?.close();
  }

  #change(state: LinkState, problem: string | null): void {
    this.state = state;
    this.problem = problem;
    this.#onChange();
  }
}

/** Ignores a candidate that does not fit, such as one of an earlier attempt. */
function addQuietly(pc: RTCPeerConnection, candidate: Candidate): void {
  const { candidate: text, sdpMid, sdpMLineIndex } = candidate;
  pc.addIceCandidate({
    candidate: text,
    sdpMid: sdpMid ?? null,
    sdpMLineIndex: sdpMLineIndex ?? null,
  }).catch(() => undefined);
}
