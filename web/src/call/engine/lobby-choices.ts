/** What the person chose in a lobby, kept in this browser for the next one. */
export interface LobbyChoices {
  camera: boolean;
  microphone: boolean;
  /** Whether the buttons of the start page lead straight into the call. */
  skipped: boolean;
  /** The name of a guest; empty for none. */
  guestName: string;
}

const key = 'chattycat.lobby';

const first: LobbyChoices = { camera: false, microphone: false, skipped: false, guestName: '' };

export function lobbyChoices(): LobbyChoices {
  try {
    const { camera, microphone, skipped, guestName } = JSON.parse(
      localStorage.getItem(key) ?? '{}',
    ) as Record<string, unknown>;
    return {
      camera: camera === true,
      microphone: microphone === true,
      skipped: skipped === true,
      guestName: typeof guestName === 'string' ? guestName : '',
    };
  } catch {
    return first;
  }
}

export function keepLobbyChoices(change: Partial<LobbyChoices>): void {
  localStorage.setItem(key, JSON.stringify({ ...lobbyChoices(), ...change }));
}

/** Whether the browser opens a device without asking. False where it does not tell. */
export async function isAllowed(device: 'camera' | 'microphone'): Promise<boolean> {
  try {
    // The names of the Media Capture specification, which TypeScript does not know.
    const { state } = await navigator.permissions.query({ name: device as PermissionName });
    return state === 'granted';
  } catch {
    return false;
  }
}
