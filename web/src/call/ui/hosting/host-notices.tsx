import { Mic, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import type { Call } from '../../engine/call';
import { useStore } from '../use-store';

/** Tells people what the host did to them, or asks of them, until that is over or they dismiss it. */
export function HostNotices({ call }: { call: Call }) {
  const { muted, asked, shareStopped } = useStore(call.hostNotices.state);
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
        <Notice
          title="The host asks you to unmute."
          action={unmute}
          onDismiss={() => {
            call.hostNotices.dismiss('asked');
          }}
        >
          Your microphone stays off until you unmute.
        </Notice>
      ) : (
        muted && (
          <Notice
            title="The host muted you."
            action={unmute}
            onDismiss={() => {
              call.hostNotices.dismiss('muted');
            }}
          >
            Nobody hears you until you unmute.
          </Notice>
        )
      )}
      {shareStopped && (
        <Notice
          title="The host stopped your screen share."
          onDismiss={() => {
            call.hostNotices.dismiss('shareStopped');
          }}
        />
      )}
    </>
  );
}

interface NoticeProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  onDismiss: () => void;
}

function Notice({ title, children, action, onDismiss }: NoticeProps) {
  return (
    <Banner
      title={title}
      action={
        <div className="flex flex-wrap gap-2">
          {action}
          <Button look="quiet" aria-label="Dismiss" className="px-3" onClick={onDismiss}>
            <X aria-hidden />
          </Button>
        </div>
      }
    >
      {children}
    </Banner>
  );
}
