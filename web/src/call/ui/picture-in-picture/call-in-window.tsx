import { MicOff, PhoneOff } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Call } from '../../engine/call';
import { ownMark } from '../../engine/room';
import { Avatar } from '../avatar';
import { Control } from '../control';
import { layOut } from '../layout/grid';
import { faces, screens, speakersOf, type Shown } from '../layout/tiles';
import { usePicture } from '../layout/use-picture';
import { SoundAndVideo, useOwnSwitches } from '../own-switches';
import { LatencyFigure, useShownLatency } from '../shown-latency';
import { useStore } from '../use-store';
import { Video } from '../video';

/** More are too small in such a window. */
const most = 4;
const gap = 4;
/** Of the buttons below the tiles, in CSS pixels. */
const barHeight = 56;

/** The call in its small window: shared screens, whoever spoke last, and the buttons that are needed at once. */
export function CallInWindow({ call, window: shown }: { call: Call; window: Window }) {
  return createPortal(<Content call={call} window={shown} />, shown.document.body);
}

function Content({ call, window: shown }: { call: Call; window: Window }) {
  const { room } = useStore(call.state);
  const recent = useStore(call.speakers.recent);
  const { microphone, camera } = useOwnSwitches(call);
  const { width, height } = useWindowSize(shown);
  const tiles = choose([...screens(room), ...faces(room)], recent);
  const { tileWidth, tileHeight } = layOut(tiles.length, width, height - barHeight, gap);
  return (
    <main className="flex h-dvh flex-col overflow-hidden bg-stage text-ink">
      <div className="flex min-h-0 flex-1 flex-wrap content-center justify-center gap-1">
        {tiles.map((tile) => (
          <SmallTile key={tile.key} call={call} tile={tile} width={tileWidth} height={tileHeight} />
        ))}
      </div>
      <div
        role="group"
        aria-label="Call controls"
        className="flex h-14 shrink-0 items-center justify-center gap-2 border-t border-line bg-surface"
      >
        <SoundAndVideo microphone={microphone} camera={camera} />
        <Control icon={PhoneOff} label="Leave" danger onClick={call.leave} />
      </div>
    </main>
  );
}

/** The screens and people that matter most; the person only while nobody else is there. */
function choose(all: readonly Shown[], recent: readonly string[]): Shown[] {
  const others = all.filter(({ participant }) => !participant.you);
  if (others.length === 0) {
    return all.slice(0, 1);
  }
  const speakers = speakersOf(others, recent);
  const rank = ({ key, publication }: Shown) =>
    publication?.kind === 'screen' ? -1 : speakers.includes(key) ? speakers.indexOf(key) : Infinity;
  return others
    .map((tile) => ({ tile, rank: rank(tile) }))
    .sort((one, other) => (one.rank === other.rank ? 0 : one.rank - other.rank))
    .map(({ tile }) => tile)
    .slice(0, most);
}

interface SmallTileProps {
  call: Call;
  tile: Shown;
  width: number;
  height: number;
}

function SmallTile({ call, tile: { participant, publication }, width, height }: SmallTileProps) {
  const { own, remotes } = useStore(call.state);
  const isScreen = publication?.kind === 'screen';
  const remote = publication === undefined ? undefined : remotes.get(publication.id);
  const { cameraTrack } = own;
  const ownStream = useMemo(
    () => (cameraTrack === null ? null : new MediaStream([cameraTrack])),
    [cameraTrack],
  );
  usePicture(call, participant.you ? undefined : publication?.id, {
    width,
    height,
    large: isScreen,
  });
  const arrives = remote?.state === 'live' && publication?.videoMuted === false;
  const stream = participant.you ? ownStream : arrives ? remote.stream : null;
  const muted = participant.you
    ? own.microphone !== 'on'
    : !isScreen && publication?.audioMuted !== false;
  const label = `${participant.displayName}${ownMark(participant)}${isScreen ? ' (screen)' : ''}`;
  return (
    <div
      role="group"
      aria-label={label}
      style={{ width, height }}
      className="relative overflow-hidden rounded-lg bg-tile text-xs text-white"
    >
      {stream === null && !isScreen && (
        <Avatar id={participant.id} name={participant.displayName} />
      )}
      {stream !== null && <Video stream={stream} whole={isScreen} />}
      {publication !== undefined && <Latency call={call} publicationId={publication.id} />}
      <p className="absolute bottom-1 left-1 flex max-w-[calc(100%-0.5rem)] items-center gap-1 rounded bg-black/75 px-1.5">
        {muted && <MicOff aria-label="Muted" role="img" className="size-3 shrink-0 text-red-300" />}
        <span className="truncate">{label}</span>
      </p>
    </div>
  );
}

/** The latency of the camera, by the face it belongs to. */
function Latency({ call, publicationId }: { call: Call; publicationId: string }) {
  const { age, newest } = useShownLatency(call.latency.of(publicationId));
  return newest === undefined || age === 'gone' ? null : (
    <p className="absolute top-1 right-1 flex items-center gap-1 rounded-full bg-black/75 px-2 py-0.5 font-semibold tabular-nums">
      <LatencyFigure newest={newest} />
    </p>
  );
}

/** In CSS pixels. */
function useWindowSize(shown: Window): { width: number; height: number } {
  const read = () => ({ width: shown.innerWidth, height: shown.innerHeight });
  const [size, setSize] = useState(read);
  useEffect(() => {
    const note = () => {
      setSize({ width: shown.innerWidth, height: shown.innerHeight });
    };
    shown.addEventListener('resize', note);
    return () => {
      shown.removeEventListener('resize', note);
    };
  }, [shown]);
  return size;
}
