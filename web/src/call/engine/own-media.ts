import { openDevices, openScreen, storeDevice, type DeviceUse, type Opened } from './media';
import type { PublicationKind } from './protocol';
import type { Publisher, Tracks } from './publisher';

export interface OwnMediaState {
  camera: 'off' | 'starting' | 'on';
  /** `off`: no microphone is open; `muted`: one is, but sends silence. */
  microphone: 'off' | 'starting' | 'on' | 'muted';
  screen: 'off' | 'starting' | 'on';
  cameraTrack: MediaStreamTrack | null;
  screenTrack: MediaStreamTrack | null;
  cameraPublicationId: string | null;
  screenPublicationId: string | null;
  /** A sentence about a device, null while all is well. */
  problem: string | null;
  /** A sentence about the way to the media server, which is being tried again; null while all is well. */
  linkProblem: string | null;
}

export interface OwnMediaOptions extends Tracks {
  /** Makes a publisher and starts it; null while there is no room to publish in. */
  publish: (kind: PublicationKind, tracks: Tracks) => Publisher | null;
  onChange: () => void;
}

type Device = 'camera' | 'microphone' | 'screen';

/** One's own camera, microphone and screen, and the publications that carry them. */
export class OwnMedia {
  readonly #options: OwnMediaOptions;
  readonly #publishers = new Map<PublicationKind, Publisher>();
  readonly #starting = new Set<Device>();
  #microphone: MediaStreamTrack | null = null;
  #camera: MediaStreamTrack | null = null;
  #screen: Tracks | null = null;
  #problem: string | null = null;
  #released = false;

  constructor(options: OwnMediaOptions) {
    this.#options = options;
    this.#adopt(options, true);
  }

  get state(): OwnMediaState {
    const camera = this.#publishers.get('camera');
    const screen = this.#publishers.get('screen');
    const starting = (device: Device) => (this.#starting.has(device) ? 'starting' : 'off');
    const open = this.#microphone?.enabled === true ? 'on' : 'muted';
    return {
      camera: this.#camera === null ? starting('camera') : 'on',
      microphone: this.#microphone === null ? starting('microphone') : open,
      screen: this.#screen === null ? starting('screen') : 'on',
      cameraTrack: this.#camera,
      screenTrack: this.#screen?.video ?? null,
      cameraPublicationId: camera?.publicationId ?? null,
      screenPublicationId: screen?.publicationId ?? null,
      problem: this.#problem ?? refusal(camera) ?? refusal(screen),
      linkProblem: trouble(camera) ?? trouble(screen),
    };
  }

  get publishers(): Publisher[] {
    return [...this.#publishers.values()];
  }

  /** Opens the camera only: nobody is heard who did not ask for it. */
  async startVideo(): Promise<void> {
    await this.#open(['camera']);
  }

  stopVideo(): void {
    stop(this.#camera);
    this.#camera = null;
    this.#sendCamera();
  }

  mute(): void {
    this.#setMicrophone(false);
  }

  /** Opens the microphone where none is open yet. */
  async unmute(): Promise<void> {
    if (this.#microphone === null) {
      await this.#open(['microphone']);
    } else {
      this.#setMicrophone(true);
    }
  }

  async startScreen(): Promise<void> {
    this.#begin(['screen']);
    const opened = await openScreen();
    this.#starting.delete('screen');
    this.#problem = opened?.problem ?? null;
    if (opened?.video && !this.#released) {
      this.#screen = opened;
      // The browser has a button of its own to end it.
      opened.video.onended = () => {
        this.stopScreen();
      };
      this.#send('screen', opened);
    } else {
      stop(opened?.video, opened?.audio);
    }
    this.#options.onChange();
  }

  stopScreen(): void {
    stop(this.#screen?.video, this.#screen?.audio);
    this.#screen = null;
    this.#publishers.get('screen')?.stop();
    this.#publishers.delete('screen');
    this.#options.onChange();
  }

  /** Uses another camera or microphone, at once where one is open. Speakers are the players' business. */
  async chooseDevice(use: DeviceUse, deviceId: string): Promise<void> {
    storeDevice(use, deviceId);
    if (use === 'camera' && this.#camera !== null) {
      stop(this.#camera);
      await this.#open(['camera']);
    } else if (use === 'microphone' && this.#microphone !== null) {
      const { enabled } = this.#microphone;
      stop(this.#microphone);
      await this.#open(['microphone'], enabled);
    }
  }

  dismissProblem(): void {
    this.#problem = null;
    this.#options.onChange();
  }

  /** In the room as somebody new: publishes what there is. */
  publishAfresh(): void {
    this.#closePublishers();
    if (this.#camera !== null || this.#microphone !== null) {
      this.#sendCamera();
    }
    if (this.#screen !== null) {
      this.#send('screen', this.#screen);
    }
  }

  /** In the room as the same participant as before. */
  resume(): void {
    for (const publisher of this.publishers) {
      publisher.resume();
      publisher.announceMute();
    }
  }

  /** Lets go of every device and connection. */
  release(): void {
    this.#released = true;
    this.#closePublishers();
    stop(this.#camera, this.#microphone, this.#screen?.video, this.#screen?.audio);
  }

  async #open(devices: ('camera' | 'microphone')[], audible = true): Promise<void> {
    this.#begin(devices);
    const opened = await openDevices({
      audio: devices.includes('microphone'),
      video: devices.includes('camera'),
    });
    for (const device of devices) {
      this.#starting.delete(device);
    }
    if (this.#released) {
      stop(opened.audio, opened.video);
      return;
    }
    this.#problem = opened.problem;
    this.#adopt(opened, audible);
    this.#sendCamera();
  }

  #begin(devices: Device[]): void {
    for (const device of devices) {
      this.#starting.add(device);
    }
    this.#problem = null;
    this.#options.onChange();
  }

  #adopt({ audio, video }: Opened | Tracks, audible: boolean): void {
    if (video !== null) {
      this.#camera = video;
      video.onended = () => {
        this.#problem = 'The camera stopped. Check that it is still connected.';
        this.stopVideo();
      };
    }
    if (audio !== null) {
      this.#microphone = audio;
      audio.enabled &&= audible;
      audio.onended = () => {
        this.#problem = 'The microphone stopped. Check that it is still connected.';
        this.#microphone = null;
        this.#sendCamera();
      };
    }
    // One that was stopped for another, which then did not open.
    if (this.#camera?.readyState === 'ended') this.#camera = null;
    if (this.#microphone?.readyState === 'ended') this.#microphone = null;
  }

  #setMicrophone(enabled: boolean): void {
    if (this.#microphone !== null) {
      this.#microphone.enabled = enabled;
      this.#publishers.get('camera')?.announceMute();
      this.#options.onChange();
    }
  }

  #sendCamera(): void {
    this.#send('camera', { audio: this.#microphone, video: this.#camera });
  }

  #send(kind: PublicationKind, tracks: Tracks): void {
    const current = this.#publishers.get(kind);
    if (current !== undefined) {
      current.replace(tracks);
    } else if (tracks.audio !== null || tracks.video !== null) {
      const publisher = this.#options.publish(kind, tracks);
      if (publisher !== null) {
        this.#publishers.set(kind, publisher);
      }
    }
    this.#options.onChange();
  }

  #closePublishers(): void {
    for (const publisher of this.publishers) {
      publisher.close();
    }
    this.#publishers.clear();
  }
}

function refusal(publisher: Publisher | undefined): string | null {
  return publisher?.state === 'refused' ? publisher.problem : null;
}

function trouble(publisher: Publisher | undefined): string | null {
  return publisher === undefined || publisher.state === 'refused' ? null : publisher.problem;
}

/** Stops tracks on purpose: nobody is to be told that a device stopped. */
export function stop(...tracks: (MediaStreamTrack | null | undefined)[]): void {
  for (const track of tracks) {
    if (track) {
      track.onended = null;
      track.stop();
    }
  }
}
