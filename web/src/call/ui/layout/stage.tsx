import { useState } from 'react';
import type { Call } from '../../engine/call';
import { handOrder } from '../../engine/conversation';
import { useSize } from '../../../ui/use-size';
import { useShortcut } from '../shortcuts/use-shortcut';
import { Tile } from '../tile';
import { useStore } from '../use-store';
import { layOut } from './grid';
import { LargeTile, type Draw } from './large-tile';
import { arrange } from './order';
import { PageButtons, usePaged } from './paged';
import { stripFor } from './strip';
import { faces, screens, speakersOf, type Shown } from './tiles';
import type { Layout } from './use-layout';
import { usePhone } from './use-phone';

const gap = 10;
/** People on a page of the grid. More than 16 faces are too small to read on a desktop, more than 6 on a phone. */
const pageSize = { desktop: 16, phone: 6 };

interface StageProps {
  call: Call;
  layout: Layout;
  /** Outlines the codes in the own picture. */
  measuring: boolean;
  /** The person wants to see the figures of a tile, by its key. */
  onStatistics: (key: string) => void;
}

/** All tiles: pages of an even grid, or large tiles with a strip of the others. */
export function Stage({ call, layout, measuring, onStatistics }: StageProps) {
  const { room } = useStore(call.state);
  const recent = useStore(call.speakers.recent);
  const perPage = usePhone() ? pageSize.phone : pageSize.desktop;
  const [order, setOrder] = useState<readonly string[]>([]);
  const hands = handOrder(room);
  const people = faces(room);
  const all = [...screens(room), ...people];
  const speakers = speakersOf(people, recent);
  const wishes = {
    hands: [...hands.keys()],
    recent: speakers,
    own: room.find(({ you }) => you)?.id,
  };
  const keys = people.map(({ key }) => key);
  const next = arrange(order, keys, wishes, perPage);
  if (next.join() !== order.join()) {
    setOrder(next);
  }
  useShortcut({
    key: 'p',
    label: 'Pin the tile under the pointer or in focus, or unpin',
    press: () => {
      const key = layout.pinned ?? pointedTile() ?? speakers[0] ?? people.find(isOther)?.key;
      if (key !== undefined) layout.pin(key);
    },
  });
  const large = largeTiles(all, layout, speakers);
  const byKey = new Map(people.map((tile) => [tile.key, tile]));
  const ordered = next.flatMap((key) => byKey.get(key) ?? []);
  const draw: Draw = ({ key, participant, publication }, width, height, onShape) => (
    <Tile
      key={key}
      id={key}
      call={call}
      participant={participant}
      publication={publication}
      measuring={measuring}
      hand={publication?.kind === 'screen' ? undefined : hands.get(participant.id)}
      pinned={layout.pinned === key}
      onPin={() => {
        layout.pin(key);
      }}
      onStatistics={() => {
        onStatistics(key);
      }}
      onShape={onShape}
      size={{ width, height }}
      large={onShape !== undefined}
    />
  );
  if (large.length === 0) {
    return <Grid tiles={ordered} perPage={perPage} draw={draw} />;
  }
  const others = [...all.filter(({ publication }) => publication?.kind === 'screen'), ...ordered];
  return (
    <WithStrip
      large={large}
      others={others.filter(({ key }) => !large.some((one) => one.key === key))}
      draw={draw}
    />
  );
}

const isOther = ({ participant }: Shown) => !participant.you;

/** The key of the tile under the focus or else the pointer. */
function pointedTile(): string | undefined {
  const tile =
    document.querySelector<HTMLElement>('[data-tile]:focus-within') ??
    document.querySelector<HTMLElement>('[data-tile]:hover');
  return tile?.dataset['tile'];
}

/** What the person pinned, else shared screens, else in the speaker view whoever speaks or came first. */
function largeTiles(all: readonly Shown[], { view, pinned }: Layout, speakers: string[]): Shown[] {
  const pin = all.find(({ key }) => key === pinned);
  if (pin !== undefined) return [pin];
  const shared = all.filter(({ publication }) => publication?.kind === 'screen');
  if (shared.length > 0 || view === 'grid') return shared;
  const speaker = all.find(({ key }) => key === speakers[0]) ?? all.find(isOther) ?? all[0];
  return speaker === undefined ? [] : [speaker];
}

interface GridProps {
  tiles: readonly Shown[];
  perPage: number;
  draw: Draw;
}

function Grid({ tiles, perPage, draw }: GridProps) {
  const { ref, width, height } = useSize<HTMLDivElement>();
  const { shown, ...pages } = usePaged(tiles, perPage);
  const { tileWidth, tileHeight } = layOut(
    // The last page has tiles as large as the others, so that they do not jump.
    pages.pages > 1 ? perPage : shown.length,
    width,
    height,
    gap,
  );
  return (
    <div className="flex size-full flex-col">
      <div
        ref={ref}
        className="flex min-h-0 w-full flex-1 flex-wrap content-center justify-center gap-2.5"
      >
        {shown.map((one) => draw(one, tileWidth, tileHeight))}
      </div>
      {pages.pages > 1 && <PageButtons {...pages} />}
    </div>
  );
}

interface WithStripProps {
  large: readonly Shown[];
  others: readonly Shown[];
  draw: Draw;
}

function WithStrip({ large, others, draw }: WithStripProps) {
  const { ref, width, height } = useSize<HTMLDivElement>();
  const strip = stripFor(others.length, width, height, gap);
  const { shown, ...pages } = usePaged(others, strip.capacity);
  const area = {
    width: strip.side && others.length > 0 ? width - strip.thickness - gap : width,
    height: strip.side || others.length === 0 ? height : height - strip.thickness - gap,
  };
  const { columns } = layOut(large.length, area.width, area.height, gap);
  const rows = Math.ceil(large.length / columns);
  return (
    <div ref={ref} className={`flex size-full gap-2.5 ${strip.side ? '' : 'flex-col'}`}>
      <div className="flex min-h-0 min-w-0 flex-1 flex-wrap content-center items-center justify-center gap-2.5">
        {large.map((one) => (
          <LargeTile
            key={one.key}
            shown={one}
            width={(area.width - gap * (columns - 1)) / columns}
            height={(area.height - gap * (rows - 1)) / rows}
            draw={draw}
          />
        ))}
      </div>
      {others.length > 0 && (
        <div
          role="group"
          aria-label="The others"
          className="flex shrink-0 flex-col items-center justify-center gap-2.5"
        >
          <div className={`flex justify-center gap-2.5 ${strip.side ? 'flex-col' : ''}`}>
            {shown.map((one) => draw(one, strip.tileWidth, strip.tileHeight))}
          </div>
          {pages.pages > 1 && <PageButtons {...pages} />}
        </div>
      )}
    </div>
  );
}
