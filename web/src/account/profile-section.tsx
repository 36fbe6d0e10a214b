import { useState } from 'react';
import { request } from '../api/http';
import { emailProblem, isOnItsWay, useEmailState, useSession } from '../session';
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
  const [sent, setSent] = useState<{ to: string; emailId: string }>();
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
        send={async (to) => {
          const answer = (await request('POST', '/api/account/email', { email: to })) as {
            emailId: string;
          };
          setSent({ to, emailId: answer.emailId });
        }}
        onSent={() => undefined}
      />
      {sent !== undefined && <SentConfirmation key={sent.emailId} {...sent} />}
    </>
  );
}

function SentConfirmation({ to, emailId }: { to: string; emailId: string }) {
  const state = useEmailState(emailId);
  const problem = emailProblem(state);
  if (problem !== undefined) {
    return isOnItsWay(state) ? (
      <Banner tone="warning">
        The message to {to} is delayed. {problem}
      </Banner>
    ) : (
      <Banner tone="danger" title={`Message to ${to}`}>
        {problem}
      </Banner>
    );
  }
  return state?.state === 'SENT' ? (
    <Banner tone="success">
      We sent a message to {to}. Open the link in it to complete the change.
    </Banner>
  ) : (
    <Banner>We are sending a message to {to}.</Banner>
  );
}
