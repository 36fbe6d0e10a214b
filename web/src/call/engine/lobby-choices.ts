/** What the person chose in a lobby, kept in this browser for the next one. */
export interface LobbyChoices {
  camera: boolean;
  microphone: boolean;
  /** Whether the buttons of the start page lead straight into the call. */
  skipped: boolean;
  /** The name of a guest; empty for none. */
  guestName: string;
  /** The name of somebody with an account; null where that is the account's. */
  accountName: AccountName | null;
}

/** A name that somebody typed in the place of the account's. It no longer holds once the account has another name. */
interface AccountName {
  accountId: string;
  /** The account's name. */
  instead: string;
  typed: string;
}

const key = 'chattycat.lobby';

const first: LobbyChoices = {
  camera: false,
  microphone: false,
  skipped: false,
  guestName: '',
  accountName: null,
};

export function lobbyChoices(): LobbyChoices {
  try {
    const { camera, microphone, skipped, guestName, accountName } = JSON.parse(
      localStorage.getItem(key) ?? '{}',
    ) as Record<string, unknown>;
    return {
      camera: camera === true,
      microphone: microphone === true,
      skipped: skipped === true,
      guestName: typeof guestName === 'string' ? guestName : '',
      accountName: isAccountName(accountName) ? accountName : null,
    };
  } catch {
    return first;
  }
}

function isAccountName(stored: unknown): stored is AccountName {
  const { accountId, instead, typed } = (stored ?? {}) as Record<string, unknown>;
  return [accountId, instead, typed].every((one) => typeof one === 'string');
}

/** The name that this account had in the last lobby. */
export function nameInLobby({ id, displayName }: { id: string; displayName: string }): string {
  const { accountName } = lobbyChoices();
  return accountName?.accountId === id && accountName.instead === displayName
    ? accountName.typed
    : displayName;
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
