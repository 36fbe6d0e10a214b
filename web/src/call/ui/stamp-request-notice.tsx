import { useSession } from '../../session';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import type { Call } from '../engine/call';
import { useHosting } from './guest-switch';
import { useStore } from './use-store';

interface StampRequestNoticeProps {
  call: Call;
  meetingId: string;
}

/** Tells that the host asks everybody for stamp clocks, until the person accepts or declines. The host is not asked. */
export function StampRequestNotice({ call, meetingId }: StampRequestNoticeProps) {
  const { account } = useSession();
  const hosting = useHosting(meetingId, account !== null);
  const { active, answer } = useStore(call.stampRequest.state);
  const { phase } = useStore(call.stamp.state);
  if (!active || answer !== 'none' || phase !== 'off' || hosting !== null) {
    return null;
  }
  return (
    <Banner
      title="The host asks everybody to switch the stamp clock on."
      action={
        <div className="flex flex-wrap gap-2">
          <Button
            onClick={() => {
              call.stampRequest.accept();
            }}
          >
            Switch it on
          </Button>
          <Button
            look="secondary"
            onClick={() => {
              call.stampRequest.decline();
            }}
          >
            Decline
          </Button>
        </div>
      }
    >
      It draws a small clock code into a corner of your video, which measures the latency. You can
      switch it off under Measure at any time.
    </Banner>
  );
}
