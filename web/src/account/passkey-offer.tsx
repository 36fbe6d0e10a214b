import { useState } from 'react';
import { request } from '../api/http';
import { addPasskey, passkeyProblem, passkeysSupported } from '../session';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { fetchAccount } from './account';
import { useResource } from './use-resource';

/** Offers a passkey after a sign-in by link. If the person skips it, the offer returns much later. */
export function PasskeyOffer() {
  const { data } = useResource(fetchAccount);
  const [state, setState] = useState<'offered' | 'added' | 'skipped'>('offered');
  const [problem, setProblem] = useState<string | null>(null);

  async function add() {
    try {
      await addPasskey('');
      setState('added');
    } catch (error) {
      setProblem(passkeyProblem(error));
    }
  }

  if (state === 'added') {
    return <Banner tone="success">Passkey added. You can sign in with it next time.</Banner>;
  }
  if (data?.offerPasskey !== true || state === 'skipped' || !passkeysSupported()) {
    return null;
  }
  return (
    <Banner
      title="Add a passkey to sign in with your fingerprint next time"
      action={
        <div className="flex gap-2">
          <Button onClick={() => void add()}>Add a passkey</Button>
          <Button
            look="quiet"
            onClick={() => {
              setState('skipped');
              // If this fails, the offer only returns sooner.
              request('POST', '/api/account/passkey-offer/skip').catch(() => undefined);
            }}
          >
            Not now
          </Button>
        </div>
      }
    >
      {problem ?? 'You do not have to wait for an e-mail, and a passkey cannot be phished.'}
    </Banner>
  );
}
