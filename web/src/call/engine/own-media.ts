import {
  facingOf,
  openDevices,
  openScreen,
  storeDevice,
  type DeviceUse,
  type Facing,
  type Opened,
} from './devices';
import { FilteredCamera, type CameraFilter } from './filtered-camera';
import { OwnPublications, type Publish, type PublishingLink } from './own-publications';
import { applyProcessing, deviceOf, storeProcessing, type Processing } from './processing';
import { sentVideo } from './sent-video';
import { hasSubstitute } from './substitute';
import { stop, type CaptureDevice, type Tracks } from './tracks';

export interface OwnMediaState {
  camera: 'off' | 'starting' | 'on';
  /** `off`: no microphone is open; `muted`: one is, but sends silence. */
  microphone: 'off' | 'starting' | 'on' | 'muted';
  screen: 'off' | 'starting' | 'on';
  cameraTrack: MediaStreamTrack | null;
  microphoneTrack: MediaStreamTrack | null;
  screenTrack: MediaStreamTrack | null;
  cameraPublicationId: string | null;
  screenPublicationId: string | null;
  /** A sentence about a device or a refused publication; null while there is no problem. */
  problem: string | null;
  /** Which device took the place of one that was unplugged; null where none did. */
  notice: string | null;
  /** A sentence about the connection to the media server, which is being retried; null while there is no problem. */
  linkProblem: string | null;
}

export interface OwnMediaOptions extends Tracks {
  publish: Publish;
  /** Tells the server that the person unmutes after the host muted; rejects if it does not agree. */
  unmuteAfterHost: () => Promise<void>;
  onChange: () => void;
}

type Device = CaptureDevice | 'screen';

/** The camera, microphone and screen of this page; what they deliver is published. */
export class OwnMedia {
  readonly #onChange: () => void;
  readonly #publications: OwnPublications;
  readonly #unmuteAfterHost: () => Promise<void>;
  readonly #starting = new Set<Device>();
  #microphone: MediaStreamTrack | null = null;
  #camera: MediaStreamTrack | null = null;
  #screen: Tracks | null = null;
  #mutedByHostAt: string | null = null;
  #problem: string | null = null;
  #notice: string | null = null;
  #released = false;
  #small = false;
  #videoPaused = false;
  readonly #filtered = new FilteredCamera(() => {
    this.#sendCamera();
  });

  constructor(options: OwnMediaOptions) {
    this.#onChange = options.onChange;
    this.#publications = new OwnPublications(options.publish);
    this.#unmuteAfterHost = options.unmuteAfterHost;
    this.#adopt(options, true);
  }

  get state(): OwnMediaState {
    const starting = (device: Device) => (this.#starting.has(device) ? 'starting' : 'off');
    const open = this.#microphone?.enabled === true ? 'on' : 'muted';
    return {
      camera: this.#camera === null ? starting('camera') : 'on',
      microphone: this.#microphone === null ? starting('microphone') : open,
      screen: this.#screen === null ? starting('screen') : 'on',
      cameraTrack: this.#camera,
      microphoneTrack: this.#microphone,
      screenTrack: this.#screen?.video ?? null,
      cameraPublicationId: this.#publications.id('camera'),
      screenPublicationId: this.#publications.id('screen'),
      problem: this.#problem ?? this.#publications.refusal,
      notice: this.#notice,
      linkProblem: this.#publications.trouble,
    };
  }

  get links(): PublishingLink[] {
    return this.#publications.links;
  }

  /** Opens the camera only; the microphone stays as it is. */
  async startVideo(): Promise<void> {
    await this.#open('camera');
  }

  stopVideo(): void {
    stop(this.#camera);
    this.#camera = null;
    this.#sendCamera();
  }

  mute(): void {
    this.#setMicrophone(false);
  }

  /**
   * The server says when the host muted the microphone; null for not.
   *
   * @returns whether that silenced a microphone that was on
   */
  muteByHost(at: string | null): boolean {
    const silenced =
      at !== null && at !== this.#mutedByHostAt && this.#microphone?.enabled === true;
    this.#mutedByHostAt = at;
    if (silenced) this.mute();
    return silenced;
  }

  /** Opens the microphone where none is open yet. */
  async unmute(): Promise<void> {
    if (this.#mutedByHostAt !== null && !(await this.#endMuteByHost())) return;
    if (this.#microphone === null) {
      await this.#open('microphone');
    } else {
      this.#setMicrophone(true);
    }
  }

  async startScreen(): Promise<void> {
    this.#begin('screen');
    const opened = await openScreen();
    this.#starting.delete('screen');
    this.#problem = opened?.problem ?? null;
    if (opened?.video && !this.#released) {
      this.#screen = opened;
      // The browser has its own button to stop sharing.
      opened.video.onended = () => {
        this.stopScreen();
      };
      this.#publications.send('screen', opened);
    } else {
      stop(opened?.video, opened?.audio);
    }
    this.#onChange();
  }

  /** The server has ended the publication of the screen. */
  screenEnded(): void {
    stop(this.#screen?.video, this.#screen?.audio);
    this.#screen = null;
    this.#publications.forget('screen');
    this.#onChange();
  }

  stopScreen(): void {
    stop(this.#screen?.video, this.#screen?.audio);
    this.#screen = null;
    this.#publications.stop('screen');
    this.#onChange();
  }

  /** Uses another camera or microphone, at once where one is open. */
  async chooseDevice(use: DeviceUse, deviceId: string): Promise<void> {
    storeDevice(use, deviceId);
    if (use !== 'speaker') await this.#reopen(use);
  }

  /** Turns a processing on or off, at once where its device is open. */
  async process(processing: Processing, on: boolean): Promise<void> {
    storeProcessing(processing, on);
    const device = deviceOf(processing);
    const track = this.#track(device);
    if (track !== null && !(await applyProcessing(track, processing, on))) {
      await this.#reopen(device);
    }
  }

  /** Uses the camera on the other side of a phone, which is the chosen one from now on. */
  async flipCamera(): Promise<void> {
    if (this.#starting.has('camera')) return;
    const facing = facingOf(this.#camera) === 'user' ? 'environment' : 'user';
    // Phones open one camera at a time.
    stop(this.#camera);
    this.#filtered.release();
    await this.#open('camera', true, facing);
    const deviceId = this.#camera?.getSettings().deviceId;
    if (deviceId !== undefined) storeDevice('camera', deviceId);
  }

  /** Sends the camera through a filter as soon as that is ready; as it is where null. */
  filterCamera(filter: CameraFilter | null): void {
    this.#filtered.filter = this.#released ? null : filter;
    this.#sendCamera();
  }

  /** Whether the camera stays open, but its video is not sent. */
  set videoPaused(paused: boolean) {
    if (paused !== this.#videoPaused) {
      this.#videoPaused = paused;
      this.#sendCamera();
    }
  }

  /** Whether the camera is published as a small picture too. */
  set smallPicture(wanted: boolean) {
    this.#small = wanted;
    this.#sendSmall();
  }

  dismissProblem(): void {
    this.#problem = null;
    this.#onChange();
  }

  dismissNotice(): void {
    this.#notice = null;
    this.#onChange();
  }

  /**
   * In the room as a new participant: publishes what is open.
   *
   * @param smallPicture whether the camera is published as a small picture too
   */
  republish(smallPicture: boolean): void {
    this.#small = smallPicture;
    this.#publications.close();
    this.#publications.send('camera', { audio: this.#microphone, video: this.#outgoing() });
    this.#sendSmall();
    if (this.#screen !== null) {
      this.#publications.send('screen', this.#screen);
    }
    this.#onChange();
  }

  /**
   * In the room as the same participant as before.
   *
   * @param smallPicture as for {@link republish}
   */
  resume(smallPicture: boolean): void {
    this.#publications.resume();
    this.smallPicture = smallPicture;
  }

  /** What is sent of the camera now; null where it is off or nothing is known. */
  async sentVideo() {
    const camera = this.links.find(({ strategy }) => strategy.kind === 'camera');
    const stats = await camera?.stats();
    // The statistics keep the last picture of a camera that was turned off.
    return stats && this.#camera !== null && !this.#videoPaused ? sentVideo(stats) : null;
  }

  /** Releases every device and connection. */
  release(): void {
    this.#released = true;
    this.#publications.close();
    this.#filtered.filter = null;
    stop(this.#camera, this.#microphone, this.#screen?.video, this.#screen?.audio);
  }

  /** Whether the server sends the microphone to the others again. Until then it stays muted here too. */
  async #endMuteByHost(): Promise<boolean> {
    try {
      await this.#unmuteAfterHost();
      return true;
    } catch {
      this.#problem = 'You are still muted: the server did not answer. Try again.';
      this.#onChange();
      return false;
    }
  }

  #track(device: CaptureDevice): MediaStreamTrack | null {
    return device === 'camera' ? this.#camera : this.#microphone;
  }

  /** Opens a device again as chosen now, if it is open. */
  async #reopen(device: CaptureDevice): Promise<void> {
    const track = this.#track(device);
    if (track === null) return;
    const { enabled } = track;
    stop(track);
    if (device === 'camera') this.#filtered.release();
    await this.#open(device, enabled);
  }

  async #open(device: CaptureDevice, audible = true, facing?: Facing): Promise<void> {
    this.#begin(device);
    const opened = await openDevices({
      audio: device === 'microphone',
      video: device === 'camera',
      facing,
    });
    this.#starting.delete(device);
    if (this.#released) {
      stop(opened.audio, opened.video);
      return;
    }
    this.#problem = opened.problem;
    this.#adopt(opened, audible && this.#mutedByHostAt === null);
    this.#sendCamera();
  }

  #begin(device: Device): void {
    this.#starting.add(device);
    this.#problem = null;
    this.#notice = null;
    this.#onChange();
  }

  #adopt({ audio, video }: Opened | Tracks, audible: boolean): void {
    if (video !== null) {
      this.#camera = video;
      this.#watch('camera', video);
    }
    if (audio !== null) {
      this.#microphone = audio;
      audio.enabled &&= audible;
      this.#watch('microphone', audio);
    }
    // It was stopped for another device, which then did not open.
    if (this.#camera?.readyState === 'ended') this.#camera = null;
    if (this.#microphone?.readyState === 'ended') this.#microphone = null;
  }

  #watch(device: CaptureDevice, track: MediaStreamTrack): void {
    // Ended tracks need not have settings.
    const settings = track.getSettings();
    track.onended = () => void this.#replace(device, track, settings);
  }

  /** A device ended by itself. If it was unplugged, the browser's default one takes its place. */
  async #replace(
    device: CaptureDevice,
    { enabled }: MediaStreamTrack,
    settings: MediaTrackSettings,
  ): Promise<void> {
    if (device === 'camera') this.#camera = null;
    else this.#microphone = null;
    this.#problem = `The ${device} stopped. Check that it is still connected.`;
    this.#sendCamera();
    const substitute = await hasSubstitute(device, settings);
    if (!substitute || this.#released || this.state[device] !== 'off') return;
    await this.#open(device, enabled);
    const track = this.#track(device);
    if (track !== null) {
      this.#notice = `The ${device} was unplugged. “${track.label}” is used now.`;
      this.#onChange();
    }
  }

  #setMicrophone(enabled: boolean): void {
    if (this.#microphone !== null) {
      this.#microphone.enabled = enabled;
      this.#publications.announceMute();
      this.#onChange();
    }
  }

  #sendCamera(): void {
    this.#publications.send('camera', { audio: this.#microphone, video: this.#outgoing() });
    this.#sendSmall();
    this.#onChange();
  }

  #sendSmall(): void {
    if (this.#small) {
      this.#publications.send('cameraSmall', { audio: null, video: this.#outgoing() });
    } else {
      this.#publications.stop('cameraSmall');
    }
  }

  /** The track to send for the camera. */
  #outgoing(): MediaStreamTrack | null {
    return this.#filtered.sent(this.#videoPaused ? null : this.#camera);
  }
}
