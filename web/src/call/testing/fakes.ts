/** Fakes of what a test's DOM lacks: a peer connection, a media track. */

export class FakeTrack {
  enabled = true;
  readyState = 'live';
  contentHint = '';
  label = '';
  onended: (() => void) | null = null;

  settings: MediaTrackSettings;
  capabilities: MediaTrackCapabilities = {};
  constraints: MediaTrackConstraints = {};
  /** Whether constraints change the settings of the open track. */
  obeys = false;

  constructor(readonly kind: 'audio' | 'video') {
    this.settings = kind === 'video' ? { width: 640, height: 480 } : {};
  }

  getSettings(): MediaTrackSettings {
    return this.settings;
  }

  getCapabilities(): MediaTrackCapabilities {
    return this.capabilities;
  }

  getConstraints(): MediaTrackConstraints {
    return this.constraints;
  }

  applyConstraints(constraints: MediaTrackConstraints): Promise<void> {
    this.constraints = constraints;
    if (this.obeys) this.settings = { ...this.settings, ...(constraints as MediaTrackSettings) };
    return Promise.resolve();
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** As when the device is unplugged. */
  end(): void {
    this.readyState = 'ended';
    this.onended?.();
  }
}

export function fakeTrack(kind: 'audio' | 'video'): MediaStreamTrack & FakeTrack {
  return new FakeTrack(kind) as unknown as MediaStreamTrack & FakeTrack;
}

export class FakePeer {
  /** Every peer connection created, newest last. */
  static all: FakePeer[] = [];

  localDescription: { sdp: string } | null = null;
  remoteDescription: { sdp: string } | null = null;
  connectionState = 'new';
  closed = false;
  #report = new Map<string, unknown>();
  readonly candidates: RTCIceCandidateInit[] = [];
  readonly transceivers: {
    sender: {
      track: unknown;
      encodings: RTCRtpEncodingParameters[];
      replaceTrack: (track: unknown) => Promise<void>;
    };
  }[] = [];
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  ontrack: (() => void) | null = null;

  constructor() {
    FakePeer.all.push(this);
  }

  static get newest(): FakePeer {
    const peer = FakePeer.all.at(-1);
    if (peer === undefined) throw new Error('no peer connection was created');
    return peer;
  }

  addTransceiver(trackOrKind: unknown, init: RTCRtpTransceiverInit = {}) {
    const sender = {
      encodings: init.sendEncodings ?? [],
      getParameters: () => ({ encodings: structuredClone(sender.encodings) }),
      setParameters({ encodings }: { encodings: RTCRtpEncodingParameters[] }) {
        sender.encodings = encodings;
        return Promise.resolve();
      },
      track: typeof trackOrKind === 'string' ? null : trackOrKind,
      replaceTrack(track: unknown) {
        sender.track = track;
        return Promise.resolve();
      },
    };
    const transceiver = { sender, setCodecPreferences: () => undefined };
    this.transceivers.push(transceiver);
    return transceiver;
  }

  getTransceivers() {
    return this.transceivers;
  }

  setLocalDescription(): Promise<void> {
    this.localDescription = { sdp: `offer ${FakePeer.all.indexOf(this)}` };
    return Promise.resolve();
  }

  setRemoteDescription(description: { sdp: string }): Promise<void> {
    this.remoteDescription = description;
    return Promise.resolve();
  }

  addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    this.candidates.push(candidate);
    return Promise.resolve();
  }

  getStats(): Promise<Map<string, unknown>> {
    return Promise.resolve(this.#report);
  }

  close(): void {
    this.closed = true;
  }

  become(state: string): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  /** Its statistics name this many bytes. */
  receive(bytes: number): void {
    const pair = { id: 'pair', type: 'candidate-pair', selected: true, bytesReceived: bytes };
    this.#report = new Map([['pair', pair]]);
  }

  gather(candidate: string): void {
    const init = { candidate, sdpMid: '0', sdpMLineIndex: 0 };
    this.onicecandidate?.({ candidate: { ...init, toJSON: () => init } });
  }
}
