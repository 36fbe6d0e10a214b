import { Switch } from '../../../ui/switch';
import type { StampClock } from '../../engine/stamp-clock';
import { useStore } from '../use-store';

const paths = {
  worker: 'The stamp is drawn in a background thread of this browser.',
  canvas: 'The stamp is drawn by this page, because this browser offers no better way.',
};

/** Switches the clock that the page draws into the person's own video. */
export function StampSwitch({ stamp }: { stamp: StampClock }) {
  const { phase, path, problem } = useStore(stamp.state);
  return (
    <section aria-labelledby="stamp-title" className="flex flex-col gap-2 border-t border-line p-4">
      <h3 id="stamp-title" className="font-semibold">
        Without a phone
      </h3>
      <Switch
        label="Stamp clock"
        hint="Draws a small clock code into a corner of your video. It measures the latency all the time, without a phone, from the instant when a frame is drawn."
        checked={phase !== 'off'}
        onChange={(on) => {
          if (on) {
            void stamp.start();
          } else {
            stamp.stop();
          }
        }}
      />
      <p role="status" className="text-sm text-pretty text-muted">
        {problem ?? (path === null ? '' : paths[path])}
      </p>
    </div>
  );
}
