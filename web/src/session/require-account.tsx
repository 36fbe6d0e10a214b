import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { AccountGate } from './account-gate';
import { Page } from './page';
import type { Account } from './session';
import { useSession } from './session-context';
import { SignInCard } from './sign-in-card';

interface RequireAccountProps {
  /** What signing in is for, as the card's title. */
  reason: string;
  children: (account: Account) => ReactNode;
}

/** Shows a whole page to people who are signed in and have a name, and to everybody else a page that asks for these. */
export function RequireAccount({ reason, children }: RequireAccountProps) {
  const { account } = useSession();
  const gate = <AccountGate signedOut={<SignIn reason={reason} />}>{children}</AccountGate>;
  return account?.nameChosen === true ? gate : <Page title="Sign in">{gate}</Page>;
}

function SignIn({ reason }: { reason: string }) {
  const { guest } = useSession();
  const [path] = useLocation();
  return (
    <div className="mx-auto flex w-full max-w-sm flex-col gap-4 py-10">
      {guest !== null && (
        <p className="text-sm text-pretty text-muted">
          You are a guest in one meeting. Guests can see the call, but this page requires an
          account.
        </p>
      )}
      <SignInCard title={reason} level={1} destination={path} />
    </div>
  );
}
