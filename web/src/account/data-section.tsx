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
        text="Your account, sessions, passkeys, meetings and measurements."
      >
        <Button asChild look="secondary" className="self-start">
          <a href="/api/account/data" download="chatty-cat-data.json">
            <Download aria-hidden />
            Download my data
          </a>
        </Button>
      </Section>
      <Section
        title="Delete account"
        text="Your name is removed from all meetings, and your passkeys and sessions are deleted. Guests can no longer join your meetings. Your measurements remain in other people’s meetings without your name. Meetings that you created remain available to the people who joined them."
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
        button="Delete permanently"
        onChange={setEmail}
        onSubmit={remove}
      />
      {signInAgain && <SignInAgain email={account.email} onDone={remove} />}
    </>
  );
}
