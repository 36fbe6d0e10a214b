import { MonitorX, VideoOff } from 'lucide-react';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import type { Call } from '../../engine/call';
import { useStore } from '../use-store';
import { slowNotices } from './slow-notices';

const problem = {
  up: 'The others see or hear you with gaps.',
  down: 'You see or hear the others with gaps.',
} as const;

/** Tells people that their connection is slow, with what helps, unless they have turned that off. */
export function SlowNetworkNotice({ call }: { call: Call }) {
  const way = useStore(call.connections.slow.shown);
  const wanted = useStore(slowNotices);
  const paused = useStore(call.connections.soundFirst.paused);
  const { own } = useStore(call.state);
  // Where video is paused, a notice says so.
  if (way === null || !wanted || paused[way]) {
    return null;
  }
  const dismiss = () => {
    call.connections.slow.dismiss();
  };
  // What this page sends hardly slows what it receives.
  const remedy = way === 'up' ? remedyFor(call, own) : null;
  return (
    <Banner
      tone="warning"
      title="Your connection is slow."
      action={
        remedy !== null && (
          <Button
            look="secondary"
            onClick={() => {
              remedy.run();
              dismiss();
            }}
          >
            <remedy.Icon aria-hidden />
            {remedy.label}
          </Button>
        )
      }
      onDismiss={dismiss}
    >
      {problem[way]}{' '}
      {remedy?.text ??
        'Pause downloads, move closer to the Wi-Fi router, or use a cable or another network.'}
    </Banner>
  );
}

/** What this page could stop sending; the screen last, as people share it on purpose. Null where it sends no video. */
function remedyFor(call: Call, own: ReturnType<Call['state']['get']>['own']) {
  if (own.camera === 'on') {
    return {
      text: 'Turning off your camera helps.',
      label: 'Stop video',
      Icon: VideoOff,
      run: () => {
        call.own.stopVideo();
      },
    };
  }
  return own.screen === 'on'
    ? {
        text: 'Stopping the screen share helps.',
        label: 'Stop sharing',
        Icon: MonitorX,
        run: () => {
          call.own.stopScreen();
        },
      }
    : null;
}
