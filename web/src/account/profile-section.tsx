import { useState } from 'react';
import { request } from '../api/http';
import { useSession } from '../session';
import { Banner } from '../ui/banner';
import type { AccountDetails } from './account';
import { LineForm } from './line-form';
import { Section } from './section';
import { SignInAgain } from './sign-in-again';
import { useAction } from './use-action';

/** The server's bound for a name. */
const nameLimit = 80;

/** What others see, and where the sign-in links go. */
export function ProfileSection({ account }: { account: AccountDetails }) {
  return (
    <Section title="Profile" text="Others in a meeting see your name, never your e-mail address.">
      <NameForm account={account} />
      <EmailForm account={account} />
    </Section>
  );
}

function NameForm({ account }: { account: AccountDetails }) {
  const [name, setName] = useState(account.displayName);
  const [saved, setSaved] = useState(false);
  const { busy, problem, run } = useAction();
  const { refresh } = useSession();

  async function save() {
    if (await run(() => request('PATCH', '/api/account', { displayName: name.trim() }))) {
      setSaved(true);
      await refresh();
    }
  }

  return (
    <LineForm
      label="Your name"
      autoComplete="name"
      maxLength={nameLimit}
      value={name}
      error={problem}
      hint={saved ? 'Saved.' : undefined}
      busy={busy}
      button="Save"
      onChange={(value) => {
        setName(value);
        setSaved(false);
      }}
      onSubmit={save}
    />
  );
}

function EmailForm({ account }: { account: AccountDetails }) {
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState<string>();
  const { busy, problem, signInAgain, run } = useAction();

  async function send() {
    if (await run(() => request('POST', '/api/account/email', { email: email.trim() }))) {
      setSentTo(email.trim());
      setEmail('');
    }
  }

  return (
    <>
      <LineForm
        label="New e-mail"
        type="email"
        autoComplete="email"
        value={email}
        error={problem}
        hint={`Current: ${account.email}`}
        busy={busy}
        button="Change"
        onChange={setEmail}
        onSubmit={send}
      />
      {signInAgain && <SignInAgain email={account.email} onDone={send} />}
      {sentTo !== undefined && (
        <Banner tone="success">
          We sent a message to {sentTo}. Open the link in it to complete the change.
        </Banner>
      )}
    </>
  );
}
