import { Mic } from 'lucide-react';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import type { Call } from '../../engine/call';
import { useStore } from '../use-store';

/** Tells people what the host did to them, or asks of them, until that is over or they dismiss it. */
export function HostNotices({ call }: { call: Call }) {
  const { muted, asked, shareStopped, coHost } = useStore(call.hostNotices.state);
  const unmute = (
    <Button
      onClick={() => {
        void call.own.unmute();
      }}
    >
      <Mic aria-hidden />
      Unmute
    </Button>
  );
  return (
    <>
      {asked ? (
        <Banner
          title="The host asks you to unmute."
          action={unmute}
          onDismiss={() => {
            call.hostNotices.dismiss('asked');
          }}
        >
          Your microphone stays off until you unmute.
        </Banner>
      ) : (
        muted && (
          <Banner
            title="The host muted you."
            action={unmute}
            onDismiss={() => {
              call.hostNotices.dismiss('muted');
            }}
          >
            Nobody hears you until you unmute.
          </Banner>
        )
      )}
      {shareStopped && (
        <Banner
          title="The host stopped your screen share."
          onDismiss={() => {
            call.hostNotices.dismiss('shareStopped');
          }}
        />
      )}
      {coHost !== null && (
        <Banner
          title={coHost ? 'You are a co-host now.' : 'You are no longer a co-host.'}
          onDismiss={() => {
            call.hostNotices.dismiss('coHost');
          }}
        >
          {coHost && 'Open People at the top right to see what you can do.'}
        </Banner>
      )}
    </>
  );
}
