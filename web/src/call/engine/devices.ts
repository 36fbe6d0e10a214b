import { processingConstraints } from './processing';

/** The devices that the person chose, kept for the next call. */
export interface DeviceChoice {
  camera?: string;
  microphone?: string;
  speaker?: string;
}

export type DeviceUse = keyof DeviceChoice;

const key = 'chattycat.devices';

export function storedDevices(): DeviceChoice {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(stored).filter((entry) => typeof entry[1] === 'string'),
    ) as DeviceChoice;
  } catch {
    return {};
  }
}

export function storeDevice(use: DeviceUse, deviceId: string): DeviceChoice {
  const choice = { ...storedDevices(), [use]: deviceId };
  localStorage.setItem(key, JSON.stringify(choice));
  return choice;
}

/** The tracks that the browser opened, and a sentence about what it did not open. */
export interface Opened {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
  problem: string | null;
}

/** `user`: the front camera of a phone; `environment`: the one at its back. */
export type Facing = 'user' | 'environment';

interface Wish {
  audio: boolean;
  video: boolean;
  /** Which camera of a phone to open, in place of the chosen one. */
  facing?: Facing | undefined;
}

/**
 * Opens the camera, the microphone or both with one permission prompt. Where both cannot be opened together,
 * opens each alone, and `problem` says what is missing and what to do.
 */
export async function openDevices(wish: Wish, choice = storedDevices()): Promise<Opened> {
  try {
    return {
      ...tracks(await navigator.mediaDevices.getUserMedia(constraints(wish, choice))),
      problem: null,
    };
  } catch (error) {
    if (!wish.audio || !wish.video) {
      return { audio: null, video: null, problem: deviceProblem(error, wish) };
    }
  }
  const video = await openDevices({ audio: false, video: true }, choice);
  const audio = await openDevices({ audio: true, video: false }, choice);
  return {
    audio: audio.audio,
    video: video.video,
    problem: video.problem ?? audio.problem,
  };
}

function constraints(wish: Wish, choice: DeviceChoice): MediaStreamConstraints {
  const device = (id: string | undefined) => (id === undefined ? {} : { deviceId: { ideal: id } });
  return {
    audio: wish.audio && {
      ...device(choice.microphone),
      ...processingConstraints('microphone'),
    },
    video: wish.video && {
      ...(wish.facing === undefined
        ? device(choice.camera)
        : { facingMode: { ideal: wish.facing } }),
      ...processingConstraints('camera'),
      width: { ideal: 1280 },
      height: { ideal: 720 },
      frameRate: { ideal: 30 },
    },
  };
}

function tracks(stream: MediaStream): Omit<Opened, 'problem'> {
  return {
    audio: stream.getAudioTracks()[0] ?? null,
    video: stream.getVideoTracks()[0] ?? null,
  };
}

/** Where a camera points. Cameras that do not say are in front of the person. */
export function facingOf(camera: MediaStreamTrack | null): Facing {
  return camera?.getSettings().facingMode === 'environment' ? 'environment' : 'user';
}

/** What to do about a failed `getUserMedia`, by the error names of the Media Capture specification. */
export function deviceProblem(error: unknown, wish: Wish): string {
  const what = wish.video ? 'camera' : 'microphone';
  switch ((error as Error).name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return refused((error as Error).message, what);
    case 'NotFoundError':
    case 'OverconstrainedError':
      return `No ${what} found. Connect one, then try again.`;
    case 'NotReadableError':
    case 'AbortError':
      return `The ${what} could not be started. Another application may be using it. Close that application, then try again.`;
    default:
      return `The ${what} could not be started: ${(error as Error).message}`;
  }
}

/** Why the browser refused a device, and where this browser lets people change that. */
function refused(message: string, what: string): string {
  // Chromium's words: https://source.chromium.org/search?q=kPermissionDeniedBySystem
  if (/by system/i.test(message)) {
    return `The system does not let this browser use the ${what}. Allow it in the privacy settings of your system, then try again.`;
  }
  if (/dismissed/i.test(message)) {
    return `The browser waits for your permission to use the ${what}. Try again and choose Allow.`;
  }
  return `This page is not allowed to use the ${what}. ${whereToAllow(navigator.userAgent, what)} Then try again.`;
}

function whereToAllow(userAgent: string, what: string): string {
  if (/iPhone|iPad/.test(userAgent)) {
    return `Open the page menu in the address bar, choose Website Settings, and allow the ${what}.`;
  }
  if (/Firefox/.test(userAgent)) {
    return `Press the crossed-out ${what} in the address bar, and remove the block.`;
  }
  if (/Chrom(e|ium)/.test(userAgent)) {
    return `Press the icon to the left of the address, and allow the ${what}.`;
  }
  if (/Safari/.test(userAgent)) {
    return `Choose Safari, Settings for This Website, and allow the ${what}.`;
  }
  return `Allow the ${what} in the settings of this page.`;
}

/** Asks which screen to share; null if the person cancels. */
export async function openScreen(): Promise<Opened | null> {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: true });
    const opened = tracks(stream);
    if (opened.video !== null) {
      // Text should stay sharp; motion may stutter instead.
      opened.video.contentHint = 'detail';
    }
    return { ...opened, problem: null };
  } catch (error) {
    if ((error as Error).name === 'NotAllowedError') {
      return null;
    }
    return {
      audio: null,
      video: null,
      problem: 'This browser cannot share the screen.',
    };
  }
}

export function canShareScreen(): boolean {
  return 'getDisplayMedia' in navigator.mediaDevices;
}

export function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}
