import { Negotiation, preferVp8 } from './negotiation';
import type { Candidate, Negotiated, PublicationKind } from './protocol';
import type { Signalling } from './signalling';

/** What is sent: either may be missing, and may come, go or be exchanged while the connection stays. */
export interface Tracks {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
}

export interface PublisherEvents {
  changed: () => void;
  /** The server gave the publication its id. */
  published: (publicationId: string) => void;
}

/** Above what a camera of 720p needs with VP8; the media server's REMB decides below it. */
const maxBitsPerSecond = { camera: 2_500_000, screen: 4_000_000 } as const;

/** Sends one's own camera with microphone, or one's screen. */
export class Publisher extends Negotiation {
  readonly #signalling: Signalling;
  readonly #published: PublisherEvents['published'];
  readonly kind: PublicationKind;
  #tracks: Tracks;
  publicationId: string | null = null;

  constructor(
    signalling: Signalling,
    iceServers: RTCIceServer[],
    kind: PublicationKind,
    tracks: Tracks,
    events: PublisherEvents,
  ) {
    super(iceServers, events.changed);
    this.#published = events.published;
    this.#signalling = signalling;
    this.kind = kind;
    this.#tracks = tracks;
  }

  /** Sends other tracks from now on; no new negotiation, since both media lines are there from the start. */
  replace(tracks: Tracks): void {
    this.#tracks = tracks;
    const [audio, video] = this.peer?.getTransceivers() ?? [];
    void audio?.sender.replaceTrack(tracks.audio);
    void video?.sender.replaceTrack(tracks.video);
    this.announceMute();
  }

  /** Tells the others what there is to see and hear. */
  announceMute(): void {
    if (this.publicationId !== null) {
      this.#signalling.send({
        type: 'mute',
        publicationId: this.publicationId,
        audioMuted: this.#tracks.audio?.enabled !== true,
        videoMuted: this.#tracks.video === null,
      });
    }
  }

  /** Ends the publication for everyone. */
  stop(): void {
    this.discard();
    this.close();
  }

  protected prepare(pc: RTCPeerConnection): void {
    const { audio, video } = this.#tracks;
    pc.addTransceiver(audio ?? 'audio', { direction: 'sendonly' });
    const transceiver = pc.addTransceiver(video ?? 'video', {
      direction: 'sendonly',
      sendEncodings: [{ maxBitrate: maxBitsPerSecond[this.kind] }],
    });
    preferVp8(transceiver);
  }

  protected offer(sdp: string) {
    this.publicationId = null;
    const request = this.#signalling.request<Negotiated>({ type: 'publish', kind: this.kind, sdp });
    request.answer.then(
      ({ publicationId }) => {
        // Stopped while the answer was on its way: nobody else will tell the server.
        if (this.closed) this.#unpublish(publicationId);
      },
      () => undefined,
    );
    return request;
  }

  protected sendCandidate(candidate: Candidate, ref: number): void {
    const target = this.publicationId === null ? { ref } : { publicationId: this.publicationId };
    this.#signalling.send({ type: 'candidate', role: 'publisher', ...target, ...candidate });
  }

  protected answered({ publicationId }: Negotiated): void {
    this.publicationId = publicationId;
    this.#published(publicationId);
    this.announceMute();
  }

  protected discard(): void {
    if (this.publicationId !== null) {
      this.#unpublish(this.publicationId);
      this.publicationId = null;
    }
  }

  #unpublish(publicationId: string): void {
    this.#signalling.request({ type: 'unpublish', publicationId }).answer.catch(() => undefined);
  }
}
