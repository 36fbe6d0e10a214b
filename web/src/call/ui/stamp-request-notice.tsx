import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import type { Call } from '../engine/call';
import { isHost } from '../engine/room';
import { useStore } from './use-store';

/** Tells that a host asks everybody for stamp clocks, until the person accepts or declines. Hosts are not asked. */
export function StampRequestNotice({ call }: { call: Call }) {
  const { room } = useStore(call.state);
  const { active, answer } = useStore(call.stampRequest.state);
  const { phase } = useStore(call.stamp.state);
  if (!active || answer !== 'none' || phase !== 'off' || isHost(room)) {
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
