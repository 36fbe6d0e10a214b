import type { GlassToGlass } from '../engine/measurement';
import type { Store } from '../engine/store';
import type { Quality } from '../engine/viewer-reporter';
import { useStore } from './use-store';

interface Stage {
  label: string;
  /** Null where unknown. */
  ms: number | null;
  /** Half of its 95 % interval, where it is known. */
  plusMinusMs?: number | null;
  colour: string;
}

/** The way of a video's frames from the camera to this screen, as a bar and in words. */
export function GlassToGlassBar({ quality }: { quality: Store<Quality | null> }) {
  const known = useStore(quality);
  if (known === null) {
    return null;
  }
  const { way, direct, matched } = known;
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
        {stages.map(({ label, ms: value, plusMinusMs = null, colour }) => (
          <div key={label} className="col-span-3 grid grid-cols-subgrid items-center">
            <span
              aria-hidden
              className={`mark size-2.5 rounded-sm ${value === null ? 'border border-line' : colour}`}
            />
            <dt className="text-muted">{label}</dt>
            <dd className="text-right tabular-nums">
              {value === null ? <em className="text-muted">unknown</em> : ms(value, plusMinusMs)}
            </dd>
          </div>
        ))}
      </dl>
      {direct !== null && (
        <p className="text-xs text-muted">
          Read from the picture on your screen: {ms(direct.directMs)}, between{' '}
          {Math.floor(direct.directLowerMs)} and {Math.ceil(direct.directUpperMs)} ms.
          {matched !== null &&
            ` ${ms(matched.serverToScreenMs)} of it passed between the server and your screen, in ${matched.frames} frames that both have timed.`}
        </p>
      )}
    </section>
  );
}

/**
 * A stamp shows when the frame was captured; any other clock is filmed, so its value contains the capture. With both in
 * one picture the capture is known apart. The worker is behind the media server too, so the latency from camera to
 * server contains the time in it.
 */
function stagesOf(way: GlassToGlass): Stage[] {
  const stamped = way.cameraSource === 'STAMP';
  const apart = stamped || way.captureMs !== null;
  const server = way.mediaServerMs;
  const uplink =
    way.cameraToServerMs === null
      ? null
      : Math.max(0, way.cameraToServerMs - (stamped ? 0 : (way.captureMs ?? 0)) - (server ?? 0));
  const shown = way.decodeMs === null || way.renderMs === null ? null : way.decodeMs + way.renderMs;
  const capture = {
    label: 'Capture',
    ms: stamped ? null : way.captureMs,
    plusMinusMs: way.capturePlusMinusMs,
    colour: 'bg-sky-600',
  };
  return [
    ...(apart ? [capture] : []),
    {
      label: apart ? 'Encode + uplink' : 'Capture, encode + uplink',
      ms: uplink,
      colour: 'bg-indigo-500',
    },
    { label: 'Media server', ms: server, colour: 'bg-fuchsia-600' },
    { label: 'Downlink', ms: way.downlinkMs, colour: 'bg-amber-500' },
    { label: 'Jitter buffer', ms: way.jitterBufferMs, colour: 'bg-rose-600' },
    { label: 'Decode + display', ms: shown, colour: 'bg-emerald-600' },
  ];
}

function ms(value: number, plusMinusMs: number | null = null): string {
  if (plusMinusMs !== null) {
    return `${Math.round(value)} ± ${Math.ceil(plusMinusMs)} ms`;
  }
  // A media server passes a frame on in less than a millisecond.
  return value > 0 && value < 0.95 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}
