import type { Candidate, Negotiated } from './protocol';
import { SignallingError } from './signalling';

/**
 * `waiting`: for the signalling to come back, or for the next attempt; `refused`: there is nothing more to
 * negotiate.
 */
export type LinkState = 'connecting' | 'live' | 'interrupted' | 'waiting' | 'refused';

/** All in ms. */
export const linkTiming = {
  /** For ICE and DTLS to come up. */
  connect: 15_000,
  /** A short break often heals by itself. */
  interrupted: 5000,
  retries: [500, 1000, 2000, 4000, 8000],
} as const;

/** Codes after which there is nothing more to negotiate. */
const gone = new Set(['PUBLICATION_NOT_FOUND', 'NOT_JOINED', 'LIMIT_REACHED']);

/**
 * One peer connection to the media server, made anew until it works: offer, answer, trickled candidates
 * in both directions, and another attempt when the connection breaks.
 */
export abstract class Negotiation {
  readonly #iceServers: RTCIceServer[];
  readonly #onChange: () => void;
  #pc: RTCPeerConnection | null = null;
  #early: Candidate[] = [];
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  state: LinkState = 'waiting';
  /** A sentence about the last failure, null while all is well. */
  problem: string | null = null;

  protected constructor(iceServers: RTCIceServer[], onChange: () => void) {
    this.#iceServers = iceServers;
    this.#onChange = onChange;
  }

  /** Adds what is to be sent or received to a new peer connection. */
  protected abstract prepare(pc: RTCPeerConnection): void;
  protected abstract offer(sdp: string): { ref: number; answer: Promise<Negotiated> };
  /** Sends a candidate of ours; `ref` is the offer's. */
  protected abstract sendCandidate(candidate: Candidate, ref: number): void;
  /** Tells the server that the endpoint of an earlier attempt is of no use. */
  protected abstract discard(): void;
  protected abstract answered(answer: Negotiated): void;

  protected get peer(): RTCPeerConnection | null {
    return this.#pc;
  }

  protected get closed(): boolean {
    return this.#closed;
  }

  start(): void {
    if (!this.#closed) {
      void this.#attempt();
    }
  }

  /** After the signalling came back: start over unless the media never noticed. */
  resume(): void {
    if (this.state !== 'live') {
      this.#attempts = 0;
      this.#again();
    }
  }

  /** The media server forgot this endpoint. */
  renegotiate(): void {
    this.#attempts = 0;
    this.#again();
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

  stats(): Promise<RTCStatsReport> | null {
    return this.#pc?.connectionState === 'connected' ? this.#pc.getStats() : null;
  }

  close(): void {
    this.#closed = true;
    this.#drop();
  }

  async #attempt(): Promise<void> {
    this.#drop();
    const pc = new RTCPeerConnection({ iceServers: this.#iceServers, bundlePolicy: 'max-bundle' });
    this.#pc = pc;
    this.#change('connecting', this.problem);
    let ref: number | null = null;
    const unsent: Candidate[] = [];
    pc.onicecandidate = ({ candidate }) => {
      if (candidate === null || candidate.candidate === '') return;
      const init = candidate.toJSON() as Candidate;
      if (ref === null) {
        unsent.push(init);
      } else {
        this.sendCandidate(init, ref);
      }
    };
    pc.onconnectionstatechange = () => {
      this.#connectionChanged(pc);
    };
    this.prepare(pc);
    try {
      await pc.setLocalDescription();
      if (pc !== this.#pc) return;
      const request = this.offer(pc.localDescription?.sdp ?? '');
      ref = request.ref;
      for (const candidate of unsent) {
        this.sendCandidate(candidate, ref);
      }
      const answer = await request.answer;
      if (pc !== this.#pc) return;
      this.answered(answer);
      this.#onChange();
      await pc.setRemoteDescription({ type: 'answer', sdp: answer.sdp });
      for (const candidate of this.#early.splice(0)) {
        addQuietly(pc, candidate);
      }
      this.#timer = setTimeout(() => {
        this.#retry('The media server cannot reach this browser.');
      }, linkTiming.connect);
    } catch (error) {
      if (pc === this.#pc) {
        this.#failed(error as Error);
      }
    }
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
        this.#retry('The connection to the media server was lost.');
      }, linkTiming.interrupted);
    } else if (pc.connectionState === 'failed') {
      this.#retry('The connection to the media server was lost.');
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

  #retry(problem: string): void {
    this.#drop();
    const delay = linkTiming.retries[Math.min(this.#attempts, linkTiming.retries.length - 1)];
    this.#attempts++;
    this.#timer = setTimeout(() => {
      this.#again();
    }, delay);
    this.#change('waiting', problem);
  }

  #again(): void {
    if (!this.#closed) {
      this.discard();
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

/** VP8 is what the product forwards and measures; the other codecs stay in the offer behind it. */
export function preferVp8(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  const isVp8 = (codec: RTCRtpCodec) => codec.mimeType.toLowerCase() === 'video/vp8';
  if (codecs.some(isVp8)) {
    transceiver.setCodecPreferences([
      ...codecs.filter(isVp8),
      ...codecs.filter((codec) => !isVp8(codec)),
    ]);
  }
}

/** A candidate that does not fit (of an attempt before, say) is no reason to give up the others. */
function addQuietly(pc: RTCPeerConnection, candidate: Candidate): void {
  const { candidate: text, sdpMid, sdpMLineIndex } = candidate;
  pc.addIceCandidate({
    candidate: text,
    sdpMid: sdpMid ?? null,
    sdpMLineIndex: sdpMLineIndex ?? null,
  }).catch(() => undefined);
}
