import type { Call } from '../engine/call';
import { layOut } from './grid';
import type { Participant, Publication } from '../engine/protocol';
import type { SoundOutput } from './sound';
import { Tile } from './tile';
import { useSize } from '../../ui/use-size';
import { useStore } from './use-store';

const gap = 10;

interface Shown {
  key: string;
  participant: Participant;
  publication: Publication | undefined;
}

interface StageProps {
  call: Call;
  output: SoundOutput;
  /** Outlines the codes in the own picture. */
  measuring: boolean;
}

/** All tiles: an even grid, or shared screens with a strip of cameras beside them. */
export function Stage({ call, output, measuring }: StageProps) {
  const { room } = useStore(call.state);
  const faces = room.map((participant) => ({
    key: participant.id,
    participant,
    publication: participant.publications.find((one) => one.kind === 'camera'),
  }));
  const screens = room.flatMap((participant) =>
    participant.publications
      .filter((one) => one.kind === 'screen')
      .map((publication) => ({ key: publication.id, participant, publication })),
  );
  if (screens.length === 0) {
    return <Tiles call={call} output={output} measuring={measuring} tiles={faces} />;
  }
  return (
    <div className="flex size-full flex-col gap-2.5 lg:flex-row">
      <div className="min-h-0 min-w-0 flex-[4]">
        <Tiles call={call} output={output} measuring={measuring} tiles={screens} />
      </div>
      <div className="min-h-0 min-w-0 flex-1">
        <Tiles call={call} output={output} measuring={measuring} tiles={faces} />
      </div>
    </div>
  );
}

interface TilesProps extends StageProps {
  tiles: Shown[];
}

function Tiles({ call, output, measuring, tiles }: TilesProps) {
  const { ref, width, height } = useSize<HTMLDivElement>();
  const { tileWidth, tileHeight } = layOut(tiles.length, width, height, gap);
  return (
    <div ref={ref} className="flex size-full flex-wrap content-center justify-center gap-2.5">
      {tiles.map(({ key, participant, publication }) => (
        <Tile
          key={key}
          call={call}
          output={output}
          participant={participant}
          publication={publication}
          measuring={measuring}
          style={{ width: tileWidth, height: tileHeight }}
        />
      ))}
    </div>
  );
}
