import { Lock, VideoOff } from 'lucide-react';
import { Page } from '../../session';
import { Copyable } from '../../ui/copyable';
import { Message } from '../../ui/panels';
import type { Obstacle } from '../engine/obstacle';

/** In place of a meeting: why this browser cannot take part, and what to do. */
export function UnsupportedBrowser({ obstacle }: { obstacle: Obstacle }) {
  return (
    <Page title="Join a meeting">
      {obstacle === 'insecure' ? (
        <Message icon={Lock} title="Open this meeting over HTTPS">
          Browsers hide the camera and the microphone on pages that are not loaded over HTTPS or
          from localhost. Ask the person who invited you for the address that begins with https://.
        </Message>
      ) : (
        <Message
          icon={VideoOff}
          title="This browser cannot make calls"
          action={<Copyable label="link" text={`${location.origin}${location.pathname}`} />}
        >
          It has no WebRTC, or a setting or an extension has turned it off. Open the link in a
          current version of Chrome, Edge, Firefox or Safari.
        </Message>
      )}
    </Page>
  );
}
