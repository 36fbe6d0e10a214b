import { EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import type { Call } from '../../engine/call';
import type { Participant } from '../../engine/protocol';
import { useStore } from '../use-store';
import { HostMenu, type HostResult } from './host-menu';
import { HostResultBanner } from './host-result-banner';

interface TileHostMenuProps {
  call: Call;
  participant: Participant;
}

/**
 * The host's menu on somebody's tile, shown under the pointer and in focus. Without a pointer that hovers, a tile has no room
 * for it; the list of people has the same menu.
 */
export function TileHostMenu({ call, participant }: TileHostMenuProps) {
  const { room } = useStore(call.state);
  const [result, setResult] = useState<HostResult | null>(null);
  const host = room.some(({ you, host }) => you && host);
  if (!host || participant.you || participant.samePerson) {
    return null;
  }
  return (
    <>
      <div className="absolute top-0 left-8 p-1.5 @xs:left-10 @xs:p-2.5 [@media(hover:none)]:hidden">
        <HostMenu
          participant={participant}
          onResult={setResult}
          trigger={
            <button
              type="button"
              aria-label={`Options for the tile of ${participant.displayName}`}
              title="Options"
              className="rounded-full bg-black/70 p-1.5 opacity-0 group-focus-within/tile:opacity-100 group-hover/tile:opacity-100 aria-expanded:opacity-100 @xs:p-2"
            >
              <EllipsisVertical aria-hidden className="size-4" />
            </button>
          }
        />
      </div>
      {result !== null && (
        <div className="absolute inset-x-2 top-1/3 text-ink">
          <HostResultBanner
            result={result}
            onClose={() => {
              setResult(null);
            }}
          />
        </div>
      )}
    </>
  );
}
