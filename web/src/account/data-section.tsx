import { Download } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { request } from '../api/http';
import { useSession } from '../session';
import { Button } from '../ui/button';
import type { AccountDetails } from './account';
import { LineForm } from './line-form';
import { Section } from './section';
import { SignInAgain } from './sign-in-again';
import { useAction } from './use-action';

/** Taking one's data along, and going away. */
export function DataSection({ account }: { account: AccountDetails }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Section
        title="Your data"
        text="The account, its sessions and passkeys, your meetings and what was measured of you."
      >
        <Button asChild look="secondary" className="self-start">
          <a href="/api/account/data" download="chatty-cat-data.json">
            <Download aria-hidden />
            Download my data
          </a>
        </Button>
      </Section>
      <Section
        title="Delete the account"
        text="Guests are shut out of your meetings. Your name is removed from all meetings, passkeys and sessions are deleted. Meetings of others keep what was measured, without a name; meetings you created stay with those who joined them."
      >
        {asked ? (
          <DeleteForm account={account} />
        ) : (
          <Button
            look="caution"
            className="self-start"
            onClick={() => {
              setAsked(true);
            }}
          >
            Delete my account…
          </Button>
        )}
      </Section>
    </>
  );
}

function DeleteForm({ account }: { account: AccountDetails }) {
  const [email, setEmail] = useState('');
  const { busy, problem, signInAgain, run } = useAction();
  const { refresh } = useSession();
  const [, navigate] = useLocation();

  async function remove() {
    if (await run(() => request('DELETE', '/api/account', { email: email.trim() }))) {
      await refresh();
      navigate('/', { replace: true });
    }
  }

  return (
    <>
      <LineForm
        label="Your e-mail, to confirm"
        autoComplete="off"
        placeholder={account.email}
        value={email}
        error={problem}
        hint="This cannot be undone."
        busy={busy}
        look="danger"
        button="Delete for good"
        onChange={setEmail}
        onSubmit={remove}
      />
      {signInAgain && <SignInAgain email={account.email} onDone={remove} />}
    </>
  );
}
