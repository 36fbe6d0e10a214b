import { preferVp8 } from './codecs';
import type { PeerStrategy } from './peer-link';
import type { Picture } from './picture-choice';
import type { Candidate, Negotiated, PublicationKind } from './protocol';
import type { Signalling } from './signalling';
import { scaleTo, smallEncoding } from './small-picture';
import type { Tracks } from './tracks';

/** More than a 720p camera needs with VP8; below it, the media server's REMB decides. */
const maxBitsPerSecond = { camera: 2_500_000, screen: 4_000_000 } as const;

/** Sends the camera with the microphone, the screen, or the small picture of the camera, of this page. */
export class Publishing implements PeerStrategy {
  readonly role = 'publisher';
  readonly kind: PublicationKind;
  readonly #signalling: Signalling;
  readonly #onPublished: (publicationId: string) => void;
  #tracks: Tracks;
  #pc: RTCPeerConnection | null = null;
  /** Stays the same when it is negotiated again: the server moves the viewers to the new endpoint. */
  publicationId: string | null = null;

  /** @param onPublished called when the server has given the publication its id */
  constructor(
    signalling: Signalling,
    kind: PublicationKind,
    tracks: Tracks,
    onPublished: (publicationId: string) => void,
  ) {
    this.#signalling = signalling;
    this.kind = kind;
    this.#tracks = tracks;
    this.#onPublished = onPublished;
  }

  get picture(): Picture {
    return this.kind === 'cameraSmall' ? 'small' : 'large';
  }

  /** Sends other tracks from now on. Needs no negotiation: the offer has both media lines from the start. */
  replace(tracks: Tracks): void {
    this.#tracks = tracks;
    const transceivers = this.#pc?.getTransceivers() ?? [];
    const video = transceivers.at(-1)?.sender;
    // Rejected where the connection is closed; the next attempt starts with the new tracks.
    if (this.kind === 'cameraSmall') {
      const { video: track } = tracks;
      if (video !== undefined && track !== null) scaleTo(video, track).catch(() => undefined);
    } else {
      transceivers[0]?.sender.replaceTrack(tracks.audio).catch(() => undefined);
    }
    video?.replaceTrack(tracks.video).catch(() => undefined);
    this.announceMute();
  }

  /** Tells the others which of sound and video are on. */
  announceMute(): void {
    if (this.publicationId !== null && this.kind !== 'cameraSmall') {
      this.#signalling.send({
        type: 'mute',
        publicationId: this.publicationId,
        audioMuted: this.#tracks.audio?.enabled !== true,
        videoMuted: this.#tracks.video === null,
      });
    }
  }

  prepare(pc: RTCPeerConnection): void {
    this.#pc = pc;
    const { audio, video } = this.#tracks;
    if (this.kind !== 'cameraSmall') {
      pc.addTransceiver(audio ?? 'audio', {
        direction: 'sendonly',
        // Where the network carries too little, browsers that know this reduce the video first.
        sendEncodings: [{ priority: 'high', networkPriority: 'high' }],
      });
    }
    const transceiver = pc.addTransceiver(video ?? 'video', {
      direction: 'sendonly',
      sendEncodings: [
        this.kind === 'cameraSmall'
          ? smallEncoding(video)
          : { maxBitrate: maxBitsPerSecond[this.kind] },
      ],
    });
    preferVp8(transceiver);
  }

  offer(sdp: string) {
    return this.#signalling.request<Negotiated>({ type: 'publish', kind: this.kind, sdp });
  }

  sendCandidate(candidate: Candidate, ref: number): void {
    // Until the answer, the id is unknown, or means the connection before.
    this.#signalling.send({ type: 'candidate', role: this.role, ref, ...candidate });
  }

  answered({ publicationId }: Negotiated): void {
    this.publicationId = publicationId;
    this.#onPublished(publicationId);
    this.announceMute();
  }

  answeredTooLate({ publicationId }: Negotiated): void {
    this.#unpublish(publicationId);
  }

  discard(): void {
    if (this.publicationId !== null) {
      this.#unpublish(this.publicationId);
      this.publicationId = null;
    }
  }

  #unpublish(publicationId: string): void {
    this.#signalling.request({ type: 'unpublish', publicationId }).answer.catch(() => undefined);
  }
}
