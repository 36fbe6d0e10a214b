import { CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { Loading, Message } from '../ui/panels';
import { useSession } from './session-context';

/** Shows its children once it is known who is signed in. Until then, it shows that it is loading or failed. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { status, problem, refresh } = useSession();
  switch (status) {
    case 'loading':
      return <Loading />;
    case 'failed':
      return (
        <Message
          icon={CloudOff}
          title="Chatty Cat is unavailable"
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
      );
    case 'ready':
      return children;
  }
}
