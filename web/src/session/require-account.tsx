import { Fragment, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Page } from './page';
import type { Account } from './session';
import { useSession } from './session-context';
import { SessionGate } from './session-gate';
import { SignInCard } from './sign-in-card';

interface RequireAccountProps {
  /** What signing in is for, as the card's title. */
  reason: string;
  children: (account: Account) => ReactNode;
}

/** Shows its children to somebody who is signed in, and the way to sign in to everybody else. */
export function RequireAccount({ reason, children }: RequireAccountProps) {
  const { account, guest } = useSession();
  const [path] = useLocation();

  if (account !== null) {
    // Nothing that one account has on its page stays for the next one.
    return <Fragment key={account.id}>{children(account)}</Fragment>;
  }
  return (
    <Page title="Sign in">
      <SessionGate>
        <div className="mx-auto flex w-full max-w-sm flex-col gap-4 py-10">
          {guest !== null && (
            <p className="text-sm text-pretty text-muted">
              You are a guest in one meeting. Guests can see the call, but this page requires an
              account.
            </p>
          )}
          <SignInCard title={reason} level={1} destination={path} />
        </div>
      </SessionGate>
    </Page>
  );
}
