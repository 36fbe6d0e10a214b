import { TriangleAlert, X } from 'lucide-react';
import type { Call } from '../engine/call';
import { useStore } from './use-store';

interface TileAdviceProps {
  call: Call;
  publicationId: string;
  /** Whose camera or screen it is. */
  name: string;
  /** Whether this page publishes it. Only then the advice says what to do. */
  own: boolean;
}

/** Advice about one camera, shown over its video. */
export function TileAdvice({ call, publicationId, name, own }: TileAdviceProps) {
  const { advice, mediaServerAway } = useStore(call.state);
  // While all media is paused, a paused measurement is not worth reporting.
  const shown = advice.filter(
    (one) =>
      one.publicationId === publicationId && !(mediaServerAway && one.code === 'MEASURING_PAUSED'),
  );
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-2.5 bottom-12 flex flex-col items-start gap-1.5"
    >
      {shown.map((one) => (
        <div
          key={one.code}
          className="pointer-events-auto flex max-w-md items-start gap-2 rounded-lg bg-black/75 py-1.5 pr-1.5 pl-2.5 text-sm"
        >
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-amber-300" />
          <p className="min-w-0">
            <span className="font-semibold">{own ? 'Your video' : name}:</span> {one.text}
            {own && one.action !== '' && ` ${one.action}`}
          </p>
          <button
            type="button"
            aria-label="Dismiss"
            className="inline-flex size-6 shrink-0 items-center justify-center rounded hover:bg-white/20"
            onClick={() => {
              call.dismissAdvice(one);
            }}
          >
            <X aria-hidden className="size-4" />
          </button>
        </div>
      ))}
    </div>
  );
}
