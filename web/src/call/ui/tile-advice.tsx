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
      className="pointer-events-none absolute inset-x-1.5 bottom-8 flex flex-col items-start gap-1.5 @xs:inset-x-2.5 @xs:bottom-12"
    >
      {shown.map((one) => (
        <div
          key={one.code}
          title={`${one.text} ${one.action}`.trim()}
          className="pointer-events-auto flex max-w-md items-start gap-2 rounded-lg bg-black/75 p-1 text-sm @3xs:py-1.5 @3xs:pr-1.5 @3xs:pl-2.5"
        >
          <TriangleAlert aria-hidden className="size-4 shrink-0 text-amber-300 @3xs:mt-0.5" />
          <p className="sr-only min-w-0 @3xs:not-sr-only">
            <span className="font-semibold">{own ? 'Your video' : name}:</span> {one.text}
            {own && one.action !== '' && ` ${one.action}`}
          </p>
          <button
            type="button"
            aria-label="Dismiss"
            className="hidden size-6 shrink-0 @3xs:inline-flex items-center justify-center rounded hover:bg-white/20"
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
