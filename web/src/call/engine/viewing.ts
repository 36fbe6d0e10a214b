import { preferVp8 } from './codecs';
import type { PeerStrategy } from './peer-link';
import type { Picture } from './picture-choice';
import type { Candidate, Negotiated } from './protocol';
import type { Signalling } from './signalling';

/** Receives a publication of another participant. */
export class Viewing implements PeerStrategy {
  readonly role = 'viewer';
  readonly publicationId: string;
  readonly #signalling: Signalling;
  readonly #wanted: () => Picture;
  /** What the current attempt receives. */
  stream = new MediaStream();
  /** As the server says. It sends the large one until it says something else. */
  picture: Picture = 'large';

  /** @param wanted which picture this page needs now */
  constructor(signalling: Signalling, publicationId: string, wanted: () => Picture) {
    this.#signalling = signalling;
    this.publicationId = publicationId;
    this.#wanted = wanted;
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
    this.picture = 'large';
    return this.#signalling.request<Negotiated>({
      type: 'view',
      publicationId,
      sdp,
      picture: this.#wanted(),
    });
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

  get reduced(): boolean {
    return this.picture === 'small' && this.#wanted() === 'large';
  }

  /** Asks the server for the picture that this page needs now. */
  choosePicture(): void {
    const { publicationId } = this;
    this.#signalling.send({ type: 'picture', publicationId, picture: this.#wanted() });
  }

  /** The signalling returned: the server repeats what it sends, and does not know what was asked for meanwhile. */
  resume(): void {
    this.picture = 'large';
    this.choosePicture();
  }

  requestKeyframe(): void {
    this.#signalling.send({ type: 'keyframe', publicationId: this.publicationId });
  }
}
