import { request } from '../api/http';

/** Whether this browser supports passkeys, with the functions that this page uses. */
export function passkeysSupported(): boolean {
  const type = (window as { PublicKeyCredential?: typeof PublicKeyCredential }).PublicKeyCredential;
  return (
    type !== undefined &&
    'parseRequestOptionsFromJSON' in type &&
    'parseCreationOptionsFromJSON' in type
  );
}

/** Whether the browser can offer passkeys within the email field. */
export async function conditionalMediationSupported(): Promise<boolean> {
  return passkeysSupported() && (await PublicKeyCredential.isConditionalMediationAvailable());
}

/** Requests a new challenge, which invalidates the previous one. */
export async function signInOptions(): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await request('GET', '/api/sign-in/passkey/options');
  return options as PublicKeyCredentialRequestOptionsJSON;
}

interface SignInWish {
  options: PublicKeyCredentialRequestOptionsJSON;
  /** Waits within the email field until the person chooses a passkey there. */
  conditional: boolean;
  signal: AbortSignal;
}

/** Signs in with a passkey. Rejects with `AbortError` or `NotAllowedError` if the person cancels. */
export async function signInWithPasskey({
  options,
  conditional,
  signal,
}: SignInWish): Promise<void> {
  const credential = (await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
    mediation: conditional ? 'conditional' : 'optional',
    signal,
  })) as PublicKeyCredential;
  const { id, response } = credential.toJSON() as AuthenticationResponseJSON;
  await request(
    'POST',
    '/api/sign-in/passkey',
    new URLSearchParams({
      credentialId: id,
      clientDataJSON: response.clientDataJSON,
      authenticatorData: response.authenticatorData,
      signature: response.signature,
      userHandle: response.userHandle ?? '',
    }),
  );
}

/** Creates a passkey for the account that is signed in. */
export async function addPasskey(name: string): Promise<void> {
  const options = (await request(
    'GET',
    '/api/account/passkeys/options',
  )) as PublicKeyCredentialCreationOptionsJSON;
  const credential = (await navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
  })) as PublicKeyCredential;
  const { response } = credential.toJSON() as RegistrationResponseJSON;
  await request('POST', '/api/account/passkeys', {
    ...(name === '' ? {} : { name }),
    clientDataJSON: response.clientDataJSON,
    attestationObject: response.attestationObject,
    transports: response.transports,
  });
}

/** A sentence about a failed passkey request; null if the person cancelled it. */
export function passkeyProblem(error: unknown): string | null {
  switch ((error as Error).name) {
    case 'AbortError':
    case 'NotAllowedError':
      return null;
    case 'InvalidStateError':
      return 'This device already has a passkey for your account.';
    default:
      return (error as Error).message;
  }
}
