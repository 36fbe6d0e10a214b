import { afterEach, describe, expect, it, vi } from 'vitest';
import { HttpError } from '../api/http';
import { passkeyProblem, passkeysSupported, signInWithPasskey } from './passkey';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('passkeysSupported', () => {
  it('requires a browser that supports passkeys', () => {
    vi.stubGlobal('PublicKeyCredential', undefined);
    expect(passkeysSupported()).toBe(false);
    vi.stubGlobal('PublicKeyCredential', { parseRequestOptionsFromJSON: 1 });
    expect(passkeysSupported()).toBe(false);
    vi.stubGlobal('PublicKeyCredential', {
      parseRequestOptionsFromJSON: 1,
      parseCreationOptionsFromJSON: 1,
    });
    expect(passkeysSupported()).toBe(true);
  });
});

it('sends an assertion as the form that the server reads', async () => {
  const response = { clientDataJSON: 'c', authenticatorData: 'a', signature: 's', userHandle: 'u' };
  const get = vi.fn(() => Promise.resolve({ toJSON: () => ({ id: 'i', response }) }));
  vi.stubGlobal('navigator', { credentials: { get } });
  vi.stubGlobal('PublicKeyCredential', { parseRequestOptionsFromJSON: () => 'parsed' });
  const fetched = vi.fn<typeof fetch>(() => Promise.resolve(new Response('{}')));
  vi.stubGlobal('fetch', fetched);
  const { signal } = new AbortController();
  await signInWithPasskey({ options: { challenge: 'x' }, conditional: true, signal });
  expect(get).toHaveBeenCalledWith({ publicKey: 'parsed', mediation: 'conditional', signal });
  const [path, init] = fetched.mock.calls[0] ?? [];
  expect(path).toBe('/api/sign-in/passkey');
  expect((init?.body as URLSearchParams).toString()).toBe(
    'credentialId=i&clientDataJSON=c&authenticatorData=a&signature=s&userHandle=u',
  );
});

describe('passkeyProblem', () => {
  it.each(['AbortError', 'NotAllowedError'])('returns nothing for %s', (name) => {
    expect(passkeyProblem(Object.assign(new Error('x'), { name }))).toBeNull();
  });

  it('returns the message of the server', () => {
    expect(passkeyProblem(new HttpError(401, 'PASSKEY_REFUSED', 'Not accepted.'))).toBe(
      'Not accepted.',
    );
  });
});
