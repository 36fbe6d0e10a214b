import { Video } from 'lucide-react';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import type { Call } from '../../engine/call';
import { useStore } from '../use-store';

const texts = {
  up: { title: 'Your video is paused.', label: 'Send video' },
  down: { title: 'The video of the others is paused.', label: 'Show video' },
} as const;

/** Says which video is paused in favour of sound, for as long as it is. */
export function VideoPausedNotice({ call }: { call: Call }) {
  const { soundFirst } = call.connections;
  const paused = useStore(soundFirst.paused);
  return (['up', 'down'] as const)
    .filter((way) => paused[way])
    .map((way) => (
      <Banner
        key={way}
        tone="warning"
        title={texts[way].title}
        action={
          <Button
            look="secondary"
            onClick={() => {
              soundFirst.ask(way);
            }}
          >
            <Video aria-hidden />
            {texts[way].label}
          </Button>
        }
      >
        Your connection is slow, and sound comes first. The page tries again by itself.
      </Banner>
    ));
}
