import { CloudOff } from 'lucide-react';
import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { Button } from './button';
import { LoadProblem } from './load-problem';
import { Loading, Message } from './panels';

interface Looks {
  /** Shown meanwhile; by default, screen readers alone are told. */
  waiting?: ReactNode;
  /** Shown after a failure; by default a message at the bottom of the window, with a button that tries again. */
  failed?: ReactNode;
}

/**
 * A component that is loaded when it is first shown. Unlike `lazy` of React, it does not take the page down when that fails:
 * it says so and lets people try again.
 *
 * @param load imports it; after a failure, the next call must try again
 */
export function loadable<P extends object>(
  load: () => Promise<ComponentType<P>>,
  {
    waiting = (
      <span role="status" className="sr-only">
        Loading…
      </span>
    ),
    failed,
  }: Looks = {},
): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Loadable(props: P) {
    const [Shown, setShown] = useState(() => loaded);
    const [attempt, setAttempt] = useState(1);
    const [failedAttempt, setFailedAttempt] = useState(0);
    useEffect(() => {
      if (Shown !== null) return undefined;
      let wanted = true;
      load().then(
        (component) => {
          loaded = component;
          if (wanted) setShown(() => component);
        },
        () => {
          if (wanted) setFailedAttempt(attempt);
        },
      );
      return () => {
        wanted = false;
      };
    }, [Shown, attempt]);
    if (Shown !== null) {
      return <Shown {...props} />;
    }
    if (failedAttempt < attempt) {
      return waiting;
    }
    return (
      failed ?? (
        <LoadProblem
          action={
            <Button
              look="secondary"
              onClick={() => {
                setAttempt(attempt + 1);
              }}
            >
              Try again
            </Button>
          }
        />
      )
    );
  };
}

/** A page that is loaded when it is first shown. After a failure, people reload: they lose nothing, and a newer release is there. */
export function loadablePage<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
): ComponentType<P> {
  return loadable(async () => (await load()).default, {
    waiting: <Loading />,
    failed: (
      <main role="alert">
        <Message
          icon={CloudOff}
          title="This page could not be loaded"
          action={
            <Button
              onClick={() => {
                location.reload();
              }}
            >
              Reload
            </Button>
          }
        >
          Check your connection, then reload the page.
        </Message>
      </main>
    ),
  });
}
