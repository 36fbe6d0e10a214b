import { CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../ui/button';
import { Page } from '../ui/page';
import { Loading, Message } from '../ui/panels';
import type { Account } from './session';
import { useSession } from './session-context';
import { SignInCard } from './sign-in-card';

interface RequireAccountProps {
  /** What signing in is for, as the card's title. */
  reason: string;
  children: (account: Account) => ReactNode;
}

/** Shows its children to somebody who is signed in, and the way to sign in to everybody else. */
export function RequireAccount({ reason, children }: RequireAccountProps) {
  const { status, account, problem, refresh } = useSession();
  const [path] = useLocation();

  if (account !== null) {
    return children(account);
  }
  return (
    <Page title="Sign in">
      {status === 'loading' && <Loading />}
      {status === 'failed' && (
        <Message
          icon={CloudOff}
          title="Chatty Cat is away"
          action={
            <Button
              onClick={() => {
                void refresh();
              }}
            >
              Try again
            </Button>
          }
        >
          {problem}
        </Message>
      )}
      {status === 'ready' && (
        <div className="mx-auto w-full max-w-sm py-10">
          <SignInCard title={reason} destination={path} />
        </div>
      )}
    </Page>
  );
}
