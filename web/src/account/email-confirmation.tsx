import { useState } from 'react';
import { request } from '../api/http';
import { useSession } from '../session';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { useAction } from './use-action';

interface EmailConfirmationProps {
  /** The token of the email that went to the new address. */
  token: string;
  /** The token has been used. */
  onUsed: () => void;
  onDone: () => void;
}

/** Requires a click, so that a mail scanner that opens the link changes nothing. */
export function EmailConfirmation({ token, onUsed, onDone }: EmailConfirmationProps) {
  const [confirmed, setConfirmed] = useState(false);
  const { busy, problem, run } = useAction();
  const { refresh } = useSession();

  async function confirm() {
    if (await run(() => request('POST', '/api/account/email/confirm', { token }))) {
      setConfirmed(true);
      onUsed();
      await refresh();
      onDone();
    }
  }

  if (confirmed) {
    return <Banner tone="success">Sign-in links now go to your new address.</Banner>;
  }
  return (
    <>
      {problem !== undefined && <Banner tone="danger">{problem}</Banner>}
      <Banner
        title="Confirm your new e-mail address"
        action={
          <Button disabled={busy} onClick={() => void confirm()}>
            Confirm
          </Button>
        }
      >
        Sign-in links will go to this address. We notify your old address.
      </Banner>
    </>
  );
}
