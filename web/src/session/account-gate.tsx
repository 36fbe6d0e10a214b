import { Fragment, type ReactNode } from 'react';
import type { Account } from './session';
import { NameCard } from './name-card';
import { useSession } from './session-context';
import { SessionGate } from './session-gate';

interface AccountGateProps {
  /** For people who are not signed in. */
  signedOut: ReactNode;
  children: (account: Account) => ReactNode;
}

/**
 * Shows its children to people who are signed in, once they have a name; the children start afresh when the account
 * changes.
 */
export function AccountGate({ signedOut, children }: AccountGateProps) {
  const { account } = useSession();
  if (account === null) {
    return <SessionGate>{signedOut}</SessionGate>;
  }
  return (
    <Fragment key={account.id}>{account.nameChosen ? children(account) : <NameCard />}</Fragment>
  );
}
