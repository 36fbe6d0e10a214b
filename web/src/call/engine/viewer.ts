import { Negotiation, preferVp8 } from './negotiation';
import type { Candidate, Negotiated } from './protocol';
import type { Signalling } from './signalling';

/** Receives one publication of somebody else. */
export class Viewer extends Negotiation {
  readonly #signalling: Signalling;
  readonly publicationId: string;
  /** Of the current attempt. */
  stream = new MediaStream();

  constructor(
    signalling: Signalling,
    iceServers: RTCIceServer[],
    publicationId: string,
    onChange: () => void,
  ) {
    super(iceServers, onChange);
    this.#signalling = signalling;
    this.publicationId = publicationId;
  }

  protected prepare(pc: RTCPeerConnection): void {
    const stream = new MediaStream();
    this.stream = stream;
    pc.ontrack = ({ track }) => {
      stream.addTrack(track);
    };
    // In the order of a publisher's offer, which is what the media server answers in.
    for (const kind of ['audio', 'video'] as const) {
      const transceiver = pc.addTransceiver(kind, { direction: 'recvonly' });
      if (kind === 'video') {
        preferVp8(transceiver);
      }
    }
  }

  protected offer(sdp: string) {
    return this.#signalling.request<Negotiated>({
      type: 'view',
      publicationId: this.publicationId,
      sdp,
    });
  }

  protected sendCandidate(candidate: Candidate): void {
    this.#signalling.send({
      type: 'candidate',
      role: 'viewer',
      publicationId: this.publicationId,
      ...candidate,
    });
  }

  protected answered(): void {
    // The publication's id was known before.
  }

  protected discard(): void {
    this.#unview();
  }

  /** Stops viewing something that is still there. */
  stop(): void {
    this.#unview();
    this.close();
  }

  /** The picture stands still although packets arrive. */
  requestKeyframe(): void {
    this.#signalling.send({ type: 'keyframe', publicationId: this.publicationId });
  }

  #unview(): void {
    this.#signalling
      .request({ type: 'unview', publicationId: this.publicationId })
      .answer.catch(() => undefined);
  }
}
