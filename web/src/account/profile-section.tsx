import { useState } from 'react';
import { request } from '../api/http';
import { useSession } from '../session/session-context';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import type { AccountDetails } from './account';
import { Section } from './section';
import { useAction } from './use-action';

/** The server's bound for a name. */
const nameLimit = 80;

/** What others see, and where the sign-in links go. */
export function ProfileSection({ account }: { account: AccountDetails }) {
  return (
    <Section title="You" text="Others in a meeting see your name, never your address.">
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
    <form
      noValidate
      className="flex flex-col gap-3 sm:flex-row sm:items-start"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        className="flex-1"
        label="Your name"
        autoComplete="name"
        maxLength={nameLimit}
        value={name}
        error={problem}
        hint={saved ? 'Saved.' : undefined}
        onChange={(event) => {
          setName(event.target.value);
          setSaved(false);
        }}
      />
      <Button type="submit" look="secondary" className="h-11 sm:mt-[1.625rem]" disabled={busy}>
        Save
      </Button>
    </form>
  );
}

function EmailForm({ account }: { account: AccountDetails }) {
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState<string>();
  const { busy, problem, run } = useAction();

  async function send() {
    if (await run(() => request('POST', '/api/account/email', { email: email.trim() }))) {
      setSentTo(email.trim());
      setEmail('');
    }
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="flex flex-col gap-3 sm:flex-row sm:items-start">
        <TextField
          className="flex-1"
          label="New e-mail"
          type="email"
          autoComplete="email"
          value={email}
          error={problem}
          hint={`Now: ${account.email}`}
          onChange={(event) => {
            setEmail(event.target.value);
          }}
        />
        <Button
          type="submit"
          look="secondary"
          className="h-11 sm:mt-[1.625rem]"
          disabled={busy || email.trim() === ''}
        >
          Change
        </Button>
      </div>
      {sentTo !== undefined && (
        <Banner tone="success">
          We have sent a letter to {sentTo}. The change counts once you have followed its link.
        </Banner>
      )}
    </form>
  );
}
