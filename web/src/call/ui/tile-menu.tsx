import { ChartNoAxesColumn, EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuItem } from '../../ui/menu';
import type { Call } from '../engine/call';
import type { Participant } from '../engine/protocol';
import { hostRights } from '../engine/room';
import { HostMenu, type HostResult } from './hosting/host-menu';
import { HostResultBanner } from './hosting/host-result-banner';
import { useStore } from './use-store';

interface TileMenuProps {
  call: Call;
  participant: Participant;
  /** What the tile is called. */
  name: string;
  /** Undefined while there is nothing to have statistics of. */
  onStatistics: (() => void) | undefined;
}

/**
 * The menu on a tile, shown under the pointer and in focus: its statistics, and what a host can do to somebody. Without a
 * pointer that hovers, a tile has no room for it; the menu of the room and the list of people have the same.
 */
export function TileMenu({ call, participant, name, onStatistics }: TileMenuProps) {
  const { room } = useStore(call.state);
  const [result, setResult] = useState<HostResult | null>(null);
  const rights = hostRights(room, participant);
  if (!rights.act && onStatistics === undefined) {
    return null;
  }
  const trigger = (
    <button
      type="button"
      aria-label={`Options for the tile of ${name}`}
      title="Options"
      className="rounded-full bg-black/70 p-1.5 opacity-0 group-focus-within/tile:opacity-100 group-hover/tile:opacity-100 aria-expanded:opacity-100 @xs:p-2"
    >
      <EllipsisVertical aria-hidden className="size-4" />
    </button>
  );
  const statistics = onStatistics !== undefined && (
    <MenuItem onSelect={onStatistics}>
      <ChartNoAxesColumn aria-hidden />
      Statistics
    </MenuItem>
  );
  return (
    <>
      <div className="absolute top-0 left-8 p-1.5 @xs:left-10 @xs:p-2.5 [@media(hover:none)]:hidden">
        {rights.act ? (
          <HostMenu
            participant={participant}
            rights={rights}
            onResult={setResult}
            trigger={trigger}
          >
            {statistics}
          </HostMenu>
        ) : (
          <Menu trigger={trigger}>{statistics}</Menu>
        )}
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
