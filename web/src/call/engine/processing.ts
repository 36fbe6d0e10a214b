import type { CaptureDevice, Tracks } from './tracks';

/** What browsers do with sound and video before they are sent, by the names of the Media Capture specifications. */
export const processings = ['noiseSuppression', 'echoCancellation', 'backgroundBlur'] as const;
export type Processing = (typeof processings)[number];

/** What the person chose, kept for the next call. The browser decides about the rest. */
export type ProcessingChoice = Partial<Record<Processing, boolean>>;

const key = 'chattycat.processing';

export function storedProcessing(): ProcessingChoice {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, unknown>;
    return Object.fromEntries(
      processings.flatMap((one) =>
        typeof stored[one] === 'boolean' ? [[one, stored[one]] as const] : [],
      ),
    );
  } catch {
    return {};
  }
}

export function storeProcessing(processing: Processing, on: boolean): ProcessingChoice {
  const choice = { ...storedProcessing(), [processing]: on };
  localStorage.setItem(key, JSON.stringify(choice));
  return choice;
}

export function deviceOf(processing: Processing): CaptureDevice {
  return processing === 'backgroundBlur' ? 'camera' : 'microphone';
}

/** The constraints of what was chosen for one device. */
export function processingConstraints(device: CaptureDevice): ProcessingChoice {
  return Object.fromEntries(
    Object.entries(storedProcessing()).filter(([one]) => deviceOf(one as Processing) === device),
  );
}

/** What this browser can turn on and off. Blur depends on the camera and its system, so one has to be open. */
export function offeredProcessing({ audio, video }: Tracks): Processing[] {
  // Undefined unless the page is a secure origin, despite its type.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  const known = devices?.getSupportedConstraints() ?? {};
  return processings.filter((processing) => {
    const track = deviceOf(processing) === 'camera' ? video : audio;
    // Firefox does not state the capabilities of tracks in all versions.
    const values = (track as Partial<MediaStreamTrack> | null)?.getCapabilities?.()[processing];
    return (
      known[processing] === true &&
      (values === undefined
        ? processing !== 'backgroundBlur'
        : values.includes(true) && values.includes(false))
    );
  });
}

/** Whether a processing is on: as chosen, or as the browser has it. */
export function isProcessing(
  processing: Processing,
  choice: ProcessingChoice,
  { audio, video }: Tracks,
): boolean {
  const track = deviceOf(processing) === 'camera' ? video : audio;
  const setting = track?.getSettings()[processing];
  return (
    choice[processing] ??
    (setting === undefined ? processing !== 'backgroundBlur' : setting !== false)
  );
}

/**
 * Turns a processing of an open track on or off.
 *
 * @returns whether the browser did so. Some do so only when the device is opened
 */
export async function applyProcessing(
  track: MediaStreamTrack,
  processing: Processing,
  on: boolean,
): Promise<boolean> {
  try {
    await track.applyConstraints({ ...track.getConstraints(), [processing]: on });
    return Boolean(track.getSettings()[processing]) === on;
  } catch {
    return false;
  }
}
