import { lazy, type ComponentType } from 'react';
import { Banner } from './banner';

function NotLoaded() {
  return (
    <Banner tone="danger">
      This part of the page could not be loaded. Check the connection, then reload the page.
    </Banner>
  );
}

/**
 * A part of a page that is loaded when it is shown first; needs a Suspense around it. Where that fails, as after an update of
 * the server, a message takes its place, and the rest of the page goes on.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => ({
    default: await load().catch((): ComponentType<P> => NotLoaded),
  }));
}
