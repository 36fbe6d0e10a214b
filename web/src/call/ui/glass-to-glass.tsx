import type { GlassToGlass } from '../engine/protocol';
import type { Store } from '../engine/store';
import type { Quality } from '../engine/viewer-reporter';
import { useStore } from './use-store';

interface Stage {
  label: string;
  /** Null where unknown. */
  ms: number | null;
  colour: string;
}

/** The way of a video's frames from the camera to this screen, as a bar and in words. */
export function GlassToGlassBar({ quality }: { quality: Store<Quality | null> }) {
  const known = useStore(quality);
  if (known === null) {
    return null;
  }
  const { way, direct } = known;
  const stages = stagesOf(way);
  return (
    <section aria-label="Glass to glass" className="flex flex-col gap-2 border-t border-line pt-3">
      <p className="text-xs font-medium text-muted">Glass to glass, on your screen</p>
      <p className="-mt-1 text-2xl font-semibold tabular-nums">
        {way.estimateMs === null ? 'Unknown' : `About ${ms(way.estimateMs)}`}
      </p>
      {way.estimateMs !== null && way.lowerMs !== null && way.upperMs !== null && (
        <p className="-mt-1 text-xs text-muted">
          Estimate, between {Math.floor(way.lowerMs)} and {Math.ceil(way.upperMs)} ms
        </p>
      )}
      <div aria-hidden className="flex h-3 gap-px overflow-hidden rounded-full bg-line">
        {stages.map(
          ({ label, ms: width, colour }) =>
            width !== null &&
            width > 0 && (
              <span key={label} className={`mark h-full ${colour}`} style={{ flexGrow: width }} />
            ),
        )}
      </div>
      <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-2 gap-y-1">
        {stages.map(({ label, ms: value, colour }) => (
          <div key={label} className="col-span-3 grid grid-cols-subgrid items-center">
            <span
              aria-hidden
              className={`mark size-2.5 rounded-sm ${value === null ? 'border border-line' : colour}`}
            />
            <dt className="text-muted">{label}</dt>
            <dd className="text-right tabular-nums">
              {value === null ? <em className="text-muted">unknown</em> : ms(value)}
            </dd>
          </div>
        ))}
      </dl>
      {direct !== null && (
        <p className="text-xs text-muted">
          Read from the picture on your screen: {ms(direct.directMs)}, between{' '}
          {Math.floor(direct.directLowerMs)} and {Math.ceil(direct.directUpperMs)} ms.
        </p>
      )}
    </section>
  );
}

/** A stamp shows when the frame was captured; any other clock is filmed, so its value contains the capture. */
function stagesOf(way: GlassToGlass): Stage[] {
  const stamped = way.cameraSource === 'STAMP';
  const shown = way.decodeMs === null || way.renderMs === null ? null : way.decodeMs + way.renderMs;
  return [
    ...(stamped ? [{ label: 'Capture', ms: null, colour: 'bg-sky-600' }] : []),
    {
      label: stamped ? 'Encode + uplink' : 'Capture, encode + uplink',
      ms: way.cameraToServerMs,
      colour: 'bg-indigo-500',
    },
    // Not measured apart: the uplink ends at the worker, behind the media server.
    { label: 'Media server', ms: null, colour: 'bg-fuchsia-600' },
    { label: 'Downlink', ms: way.downlinkMs, colour: 'bg-amber-500' },
    { label: 'Jitter buffer', ms: way.jitterBufferMs, colour: 'bg-rose-600' },
    { label: 'Decode + display', ms: shown, colour: 'bg-emerald-600' },
  ];
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
