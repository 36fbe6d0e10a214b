import { Compass } from 'lucide-react';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Provider } from 'urql';
import { Link, Route, Switch } from 'wouter';
import { createGraphqlClient } from './api/client';
import { HomePage } from './home/home-page';
import { SessionProvider, useSession } from './session/session-context';
import { SignInPage } from './session/sign-in-page';
import { Button } from './ui/button';
import { Page } from './session/page';
import { Loading, Message } from './ui/panels';

const MeetingPage = lazy(() => import('./call/ui/meeting-page'));
const AccountPage = lazy(() => import('./account/account-page'));
const HistoryPage = lazy(() => import('./history/history-page'));
const MailPage = lazy(() => import('./dev/mail-page'));

export function App() {
  return (
    <SessionProvider>
      <Graphql>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/" component={HomePage} />
            <Route path="/sign-in" component={SignInPage} />
            <Route path="/m/:id" component={MeetingPage} />
            <Route path="/m/:id/history" component={HistoryPage} />
            <Route path="/account" component={AccountPage} />
            <Route path="/dev/mail" component={MailPage} />
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </Graphql>
    </SessionProvider>
  );
}

/**
 * A client for each person who signs in: what one has seen is not in the next one's cache. Pages stay mounted
 * when it changes, so that they keep what somebody has begun.
 */
function Graphql({ children }: { children: ReactNode }) {
  const { account } = useSession();
  const id = account?.id;
  const [made, setMade] = useState(() => ({ id, client: createGraphqlClient() }));
  if (made.id !== id) {
    setMade({ id, client: createGraphqlClient() });
  }
  return <Provider value={made.client}>{children}</Provider>;
}

function NotFound() {
  return (
    <Page title="Not found">
      <Message
        icon={Compass}
        title="There is no such page"
        action={
          <Button asChild>
            <Link href="/">Go home</Link>
          </Button>
        }
      >
        The address may be mistyped. A meeting’s link ends in its code.
      </Message>
    </Page>
  );
}
