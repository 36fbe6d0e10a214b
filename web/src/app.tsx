import { Compass } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Provider } from 'urql';
import { Link, Route, Switch } from 'wouter';
import { AccountPage } from './account';
import { createGraphqlClient } from './api/client';
import { MeetingPage } from './call';
import { MailPage } from './dev';
import { HistoryPage, SharedPage } from './history';
import { HomePage } from './home';
import { LabPage } from './lab';
import { Page, SessionProvider, SignInPage, useSession } from './session';
import { StatusPage } from './status';
import { Button } from './ui/button';
import { Message } from './ui/panels';

export function App() {
  return (
    <SessionProvider>
      <Graphql>
        <Switch>
          <Route path="/" component={HomePage} />
          <Route path="/sign-in" component={SignInPage} />
          <Route path="/m/:id" component={MeetingPage} />
          <Route path="/m/:id/history" component={HistoryPage} />
          <Route path="/shared" component={SharedPage} />
          <Route path="/account" component={AccountPage} />
          <Route path="/status" component={StatusPage} />
          <Route path="/lab" component={LabPage} />
          <Route path="/dev/mail" component={MailPage} />
          <Route component={NotFound} />
        </Switch>
      </Graphql>
    </SessionProvider>
  );
}

/**
 * Creates a client for each account, so that no account sees the cache of another. Pages stay mounted when the
 * client changes, so that people keep what they have begun.
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
        title="Page not found"
        action={
          <Button asChild>
            <Link href="/">Go home</Link>
          </Button>
        }
      >
        Check the address. A meeting link ends with the meeting code.
      </Message>
    </Page>
  );
}
