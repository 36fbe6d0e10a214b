import { Download } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { request } from '../api/http';
import { useSession } from '../session';
import { Button } from '../ui/button';
import type { AccountDetails } from './account';
import { LineForm } from './line-form';
import { Section } from './section';

/** Downloading the data of the account, and deleting the account. */
export function DataSection({ account }: { account: AccountDetails }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Section
        title="Your data"
        text="Your account, sessions, passkeys, access tokens, shared links, alert rules, webhooks, meetings and measurements."
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
        text="Your name is removed from all meetings, and your passkeys, access tokens, shared links, alert rules, webhooks and sessions are deleted. Guests can no longer join your meetings. Your measurements remain in other people’s meetings without your name. Meetings that you created remain available to the people who joined them."
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
  const { refresh } = useSession();
  const [, navigate] = useLocation();
  return (
    <LineForm
      label="Your e-mail, to confirm"
      autoComplete="off"
      placeholder={account.email}
      hint="This cannot be undone."
      signInAgainAs={account.email}
      look="danger"
      button="Delete permanently"
      send={(email) => request('DELETE', '/api/account', { email })}
      onSent={async () => {
        await refresh();
        navigate('/', { replace: true });
      }}
    />
  );
}
