import { preferVp8 } from './codecs';
import type { PeerStrategy } from './peer-link';
import type { Candidate, Negotiated } from './protocol';
import type { Signalling } from './signalling';

/** Receives a publication of another participant. */
export class Viewing implements PeerStrategy {
  readonly role = 'viewer';
  readonly publicationId: string;
  readonly #signalling: Signalling;
  /** What the current attempt receives. */
  stream = new MediaStream();

  constructor(signalling: Signalling, publicationId: string) {
    this.#signalling = signalling;
    this.publicationId = publicationId;
  }

  prepare(pc: RTCPeerConnection): void {
    const stream = new MediaStream();
    this.stream = stream;
    pc.ontrack = ({ track }) => {
      stream.addTrack(track);
    };
    // In the order of a publisher's offer, which the media server uses in its answer.
    for (const kind of ['audio', 'video'] as const) {
      const transceiver = pc.addTransceiver(kind, { direction: 'recvonly' });
      if (kind === 'video') {
        preferVp8(transceiver);
      }
    }
  }

  offer(sdp: string) {
    const { publicationId } = this;
    return this.#signalling.request<Negotiated>({ type: 'view', publicationId, sdp });
  }

  sendCandidate(candidate: Candidate): void {
    const { publicationId } = this;
    this.#signalling.send({ type: 'candidate', role: this.role, publicationId, ...candidate });
  }

  answered(): void {
    // The answer repeats the id of the publication.
  }

  answeredTooLate(): void {
    // The server ends its viewers together with the publication.
  }

  discard(): void {
    const { publicationId } = this;
    this.#signalling.request({ type: 'unview', publicationId }).answer.catch(() => undefined);
  }

  requestKeyframe(): void {
    this.#signalling.send({ type: 'keyframe', publicationId: this.publicationId });
  }
}
