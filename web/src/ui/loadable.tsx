import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { Button } from './button';
import { LoadProblem } from './load-problem';

/**
 * A component that is loaded when it is first shown. Unlike `lazy` of React, it does not take the page down when that fails:
 * it says so and lets people try again.
 *
 * @param load imports it; after a failure, the next call must try again
 * @param waiting shown meanwhile; by default, screen readers alone are told
 */
export function loadable<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting: ReactNode = (
    <span role="status" className="sr-only">
      Loading…
    </span>
  ),
): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Loadable(props: P) {
    const [Shown, setShown] = useState(() => loaded);
    const [attempt, setAttempt] = useState(1);
    const [failed, setFailed] = useState(0);
    useEffect(() => {
      if (Shown !== null) return undefined;
      let wanted = true;
      load().then(
        (component) => {
          loaded = component;
          if (wanted) setShown(() => component);
        },
        () => {
          if (wanted) setFailed(attempt);
        },
      );
      return () => {
        wanted = false;
      };
    }, [Shown, attempt]);
    if (Shown !== null) {
      return <Shown {...props} />;
    }
    return failed === attempt ? (
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
    ) : (
      waiting
    );
  };
}
