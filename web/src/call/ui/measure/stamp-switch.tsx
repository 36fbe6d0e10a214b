import { Switch } from '../../../ui/switch';
import type { CostState, StampClock } from '../../engine/stamp-clock';
import { useStore } from '../use-store';

const paths = {
  generator: 'The stamp is drawn in a background thread of this browser.',
  streams: 'The stamp is drawn in a background thread of this browser, in the way of Chromium.',
  canvas: 'The stamp is drawn by this page, because this browser offers no better way.',
};

const instants = {
  capture: 'It shows when the camera captured the picture.',
  drawing:
    'It shows when it was drawn: this browser does not tell when the camera captured the picture. The bounds contain the difference.',
};

/** Switches the clock that the page draws into the person's own video. */
export function StampSwitch({ stamp }: { stamp: StampClock }) {
  const { phase, path, shows, problem } = useStore(stamp.state);
  const cost = useStore(stamp.cost);
  return (
    <div className="flex flex-col gap-2">
      <Switch
        label="Stamp clock"
        hint="Draws a small clock code into a corner of your video. It measures the latency all the time, and everybody sees it."
        checked={phase !== 'off'}
        onChange={(on) => {
          if (on) {
            void stamp.start();
          } else {
            stamp.stop();
          }
        }}
      />
      <p role="status" className="text-pretty text-muted">
        {problem ?? (path !== null && shows !== null && `${paths[path]} ${instants[shows]}`)}
      </p>
      {phase !== 'off' && <p className="text-pretty text-muted">{describeCost(cost)}</p>}
    </div>
  );
}

/** What the stamp costs, as far as it is known. */
export function describeCost({ cost, comparable }: CostState): string {
  if (cost === null) {
    return comparable
      ? 'Measuring how much it adds to your bit rate…'
      : 'How much it adds to your bit rate is measured when you switch it on after ten seconds of video.';
  }
  const added = kbits(cost.bitsPerSecond);
  const plusMinus = Math.ceil(cost.plusMinus / 1000);
  const without = `without it, your video takes ${kbits(cost.without)} kbit/s`;
  return added > plusMinus
    ? `It adds about ${added} ± ${plusMinus} kbit/s; ${without}.`
    : `It adds too little to be measured: ${added} ± ${plusMinus} kbit/s; ${without}.`;
}

function kbits(bitsPerSecond: number): number {
  return Math.round(bitsPerSecond / 1000);
}
