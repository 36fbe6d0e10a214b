import { Mic, X } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import type { Call } from '../../engine/call';
import { useStore } from '../use-store';

/** Tells somebody whom the host has muted, until that ends or the notice is dismissed. */
export function MutedByHostNotice({ call }: { call: Call }) {
  const { own } = useStore(call.state);
  const { mutedByHostAt } = own;
  const [dismissed, setDismissed] = useState<string | null>(null);
  if (mutedByHostAt === null || mutedByHostAt === dismissed) {
    return null;
  }
  return (
    <Banner
      title="The host muted you."
      action={
        <div className="flex flex-wrap gap-2">
          <Button
            onClick={() => {
              void call.own.unmute();
            }}
          >
            <Mic aria-hidden />
            Unmute
          </Button>
          <Button
            look="quiet"
            aria-label="Dismiss"
            className="px-3"
            onClick={() => {
              setDismissed(mutedByHostAt);
            }}
          >
            <X aria-hidden />
          </Button>
        </div>
      }
    >
      Nobody hears you until you unmute.
    </Banner>
  );
}
