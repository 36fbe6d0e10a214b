import { openDevices, storeDevice, type DeviceUse } from './devices';
import { applyProcessing, deviceOf, storeProcessing, type Processing } from './processing';
import { Store } from './store';
import { stop, type CaptureDevice, type Tracks } from './tracks';

export interface LobbyState extends Tracks {
  /** Devices that the browser is opening or asking permission for. */
  starting: readonly CaptureDevice[];
  muted: boolean;
  /** A sentence about a device; null while there is no problem. */
  problem: string | null;
}

/** The camera and the microphone of the lobby. Both are off until somebody turns them on. */
export class LobbyDevices {
  readonly state = new Store<LobbyState>({
    audio: null,
    video: null,
    starting: [],
    muted: false,
    problem: null,
  });
  #closed = false;

  /** Opens the devices with a single permission prompt. */
  async open(...devices: CaptureDevice[]): Promise<void> {
    this.#patch({ starting: [...this.state.get().starting, ...devices], problem: null });
    const opened = await openDevices({
      audio: devices.includes('microphone'),
      video: devices.includes('camera'),
    });
    if (this.#closed) {
      // The person joined or went elsewhere during the prompt. The devices are not needed.
      stop(opened.audio, opened.video);
      return;
    }
    const { starting } = this.state.get();
    this.#patch({
      starting: starting.filter((device) => !devices.includes(device)),
      problem: opened.problem,
    });
    if (opened.video !== null) {
      this.#adoptCamera(opened.video);
    }
    if (opened.audio !== null) {
      this.#adoptMicrophone(opened.audio);
    }
  }

  closeCamera(): void {
    stop(this.state.get().video);
    this.#patch({ video: null });
  }

  setMuted(muted: boolean): void {
    const { audio } = this.state.get();
    if (audio !== null) {
      audio.enabled = !muted;
    }
    this.#patch({ muted });
  }

  /** Uses another device, at once where one is open. The next call uses it too. */
  async choose(use: DeviceUse, deviceId: string): Promise<void> {
    storeDevice(use, deviceId);
    if (use !== 'speaker') await this.#reopen(use);
  }

  /** Turns a processing on or off, at once where its device is open. The next call does the same. */
  async process(processing: Processing, on: boolean): Promise<void> {
    storeProcessing(processing, on);
    const device = deviceOf(processing);
    const { audio, video } = this.state.get();
    const track = device === 'camera' ? video : audio;
    if (track !== null && !(await applyProcessing(track, processing, on))) {
      await this.#reopen(device);
    }
  }

  /** Hands the open tracks over to the call, which owns them from now on. */
  handOver(): Tracks {
    const { audio, video } = this.state.get();
    this.#closed = true;
    this.#patch({ audio: null, video: null });
    return { audio, video };
  }

  /** Starts using the devices. The returned function closes what was not handed over. */
  show(): () => void {
    this.#closed = false;
    return () => {
      this.#close();
    };
  }

  /** Opens a device again as chosen now, if it is open. */
  async #reopen(device: CaptureDevice): Promise<void> {
    const { audio, video } = this.state.get();
    if (device === 'camera' && video !== null) {
      this.closeCamera();
      await this.open('camera');
    } else if (device === 'microphone' && audio !== null) {
      stop(audio);
      this.#patch({ audio: null });
      await this.open('microphone');
    }
  }

  #close(): void {
    this.#closed = true;
    stop(this.state.get().audio, this.state.get().video);
    this.#patch({ audio: null, video: null });
  }

  #adoptCamera(video: MediaStreamTrack): void {
    video.onended = () => {
      this.#patch({
        video: null,
        problem: 'The camera stopped. Check that it is still connected.',
      });
    };
    this.#patch({ video });
  }

  #adoptMicrophone(audio: MediaStreamTrack): void {
    audio.enabled = !this.state.get().muted;
    audio.onended = () => {
      this.#patch({
        audio: null,
        problem: 'The microphone stopped. Check that it is still connected.',
      });
    };
    this.#patch({ audio });
  }

  #patch(change: Partial<LobbyState>): void {
    this.state.update((state) => ({ ...state, ...change }));
  }
}
