import { useState } from 'react';
import { request } from '../api/http';
import { useSession } from '../session';
import { Banner } from '../ui/banner';
import type { AccountDetails } from './account';
import { LineForm } from './line-form';
import { Section } from './section';

/** The server's limit for a name. */
const nameLimit = 80;

/** The name that others see, and the address for sign-in links. */
export function ProfileSection({ account }: { account: AccountDetails }) {
  return (
    <Section title="Profile" text="Others in a meeting see your name, never your e-mail address.">
      <NameForm account={account} />
      <EmailForm account={account} />
    </Section>
  );
}

function NameForm({ account }: { account: AccountDetails }) {
  const { refresh } = useSession();
  return (
    <LineForm
      label="Your name"
      autoComplete="name"
      maxLength={nameLimit}
      initialValue={account.displayName}
      sentHint="Saved."
      button="Save"
      send={(displayName) => request('PATCH', '/api/account', { displayName })}
      onSent={refresh}
    />
  );
}

function EmailForm({ account }: { account: AccountDetails }) {
  const [sentTo, setSentTo] = useState<string>();
  return (
    <>
      <LineForm
        label="New e-mail"
        type="email"
        autoComplete="email"
        hint={`Current: ${account.email}`}
        signInAgainAs={account.email}
        clearWhenSent
        button="Change"
        send={(email) => request('POST', '/api/account/email', { email })}
        onSent={setSentTo}
      />
      {sentTo !== undefined && (
        <Banner tone="success">
          We sent a message to {sentTo}. Open the link in it to complete the change.
        </Banner>
      )}
    </>
  );
}
