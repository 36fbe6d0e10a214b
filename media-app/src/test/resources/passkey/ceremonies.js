// What the page does in a WebAuthn ceremony, cut into steps so that a test can tamper between them.
window.ceremonies = (() => {
  const encode = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '');
  const get = async (path) => (await fetch(path)).json();
  const token = async () => {
    const found = () => document.cookie.match(/XSRF-TOKEN=([^;]*)/);
    if (!found()) await fetch('/api/session');
    return found()[1];
  };
  const send = async (method, path, contentType, body) => {
    const answer = await fetch(path, {
      method,
      headers: { 'Content-Type': contentType, 'X-XSRF-TOKEN': await token() },
      body,
    });
    return { status: answer.status, body: await answer.text() };
  };
  const createFor = async (options) => {
    const made = await navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
    });
    return {
      name: 'Test key',
      clientDataJSON: encode(made.response.clientDataJSON),
      attestationObject: encode(made.response.attestationObject),
      transports: made.response.getTransports(),
    };
  };
  const assertFor = async (options) => {
    const found = await navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON({
        challenge: options.challenge,
        rpId: 'localhost',
        userVerification: options.userVerification ?? 'required',
      }),
    });
    return {
      credentialId: found.id,
      clientDataJSON: encode(found.response.clientDataJSON),
      authenticatorData: encode(found.response.authenticatorData),
      signature: encode(found.response.signature),
      userHandle: encode(found.response.userHandle),
    };
  };
  return {
    createFor,
    assertFor,
    create: async (userVerification) => {
      const options = await get('/api/account/passkeys/options');
      if (userVerification) options.authenticatorSelection.userVerification = userVerification;
      return createFor(options);
    },
    register: (credential) =>
      send('POST', '/api/account/passkeys', 'application/json', JSON.stringify(credential)),
    assert: async ({ userVerification, optionsPath } = {}) => {
      const options = await get(optionsPath ?? '/api/sign-in/passkey/options');
      return assertFor({ ...options, userVerification: userVerification ?? options.userVerification });
    },
    signIn: (assertion) =>
      send('POST', '/api/sign-in/passkey', 'application/x-www-form-urlencoded', new URLSearchParams(assertion).toString()),
    signOut: () => send('POST', '/api/sign-out', 'text/plain', ''),
    session: () => get('/api/session'),
    options: (path) => get(path),
  };
})();
