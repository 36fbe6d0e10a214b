import { Fragment, type ReactNode } from 'react';
import type { Account } from './session';
import { useSession } from './session-context';
import { SessionGate } from './session-gate';

interface AccountGateProps {
  /** For people who are not signed in. */
  signedOut: ReactNode;
  children: (account: Account) => ReactNode;
}

/** Shows its children to people who are signed in; they start afresh when the account changes. */
export function AccountGate({ signedOut, children }: AccountGateProps) {
  const { account } = useSession();
  return account === null ? (
    <SessionGate>{signedOut}</SessionGate>
  ) : (
    <Fragment key={account.id}>{children(account)}</Fragment>
  );
}
