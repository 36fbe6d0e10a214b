import { Circle, Hand, MicOff, MonitorUp, Pin, PinOff, WifiOff } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { Avatar } from './avatar';
import { Badge } from './badge';
import { ConnectionMark } from './connection/connection-mark';
import { RestoringChip } from './connection/restoring-chip';
import type { Call } from '../engine/call';
import type { Connection, Grade } from '../engine/connection/connection-judge';
import { describeConnection, describeWay, gradeOfWay } from '../engine/connection/connection-text';
import type { Remote } from '../engine/remote-media';
import { GuestIcon } from './guest-mark';
import type { Participant, Publication } from '../engine/protocol';
import { OwnCodes } from './measure/code-outline';
import { ownMark } from '../engine/room';
import { TileReaction } from './chat/tile-reaction';
import { usePicture } from './layout/use-picture';
import { useScreenZoom } from './screen-zoom/use-screen-zoom';
import { ZoomButtons } from './screen-zoom/zoom-buttons';
import { useTooltip } from './shortcuts/use-shortcut';
import { TileAdvice } from './tile-advice';
import { TileMenu } from './tile-menu';
import { useMirrored } from './mirror';
import { useStore } from './use-store';
import { Video } from './video';

interface TileProps {
  /** Identifies the tile to shortcuts. */
  id: string;
  call: Call;
  participant: Participant;
  /** The publication to show; undefined while there is none. */
  publication: Publication | undefined;
  /** Outlines the codes in the picture, if it is the own one. */
  measuring?: boolean;
  /** Whether the person keeps this tile large. */
  pinned?: boolean;
  /** The place of the raised hand in the order, from 1; undefined while it is down. */
  hand?: number | undefined;
  /** The person pressed the tile: pins or unpins it. */
  onPin: () => void;
  /** The person wants to see the figures of this tile. */
  onStatistics: () => void;
  /** Told the width by height of the picture. */
  onShape?: ((shape: number) => void) | undefined;
  /** In CSS pixels. */
  size: { width: number; height: number };
  /** Whether it is one of the large tiles. */
  large: boolean;
}

/** One camera or screen: its video, name, latency and problems. What it shows adapts to its size. */
export function Tile(props: TileProps) {
  const { call, participant, publication, measuring = false, pinned = false } = props;
  const { own, remotes } = useStore(call.state);
  const mirrored = useMirrored(own.cameraTrack);
  const verdict = useStore(call.stats.verdicts).get(publication?.id ?? '');
  const connection = useStore(call.connections.states).get(publication?.id ?? '');
  const way = markOf(participant, publication, connection);
  const isScreen = publication?.kind === 'screen';
  const remote = publication === undefined ? undefined : remotes.get(publication.id);
  const ownTrack = isScreen ? own.screenTrack : own.cameraTrack;
  const ownStream = useMemo(
    () => (ownTrack === null ? null : new MediaStream([ownTrack])),
    [ownTrack],
  );
  const viewedId = participant.you ? undefined : publication?.id;
  const watch = useMemo(
    () =>
      viewedId === undefined
        ? undefined
        : (video: HTMLVideoElement) => call.viewer.watch(viewedId, video),
    [call, viewedId],
  );
  usePicture(call, viewedId, { ...props.size, large: props.large });
  const { size, watch: watchSize } = usePictureSize();
  const stream = participant.you ? ownStream : (remote?.stream ?? null);
  const paused = useStore(call.connections.soundFirst.paused)[participant.you ? 'up' : 'down'];
  const sent = participant.you
    ? ownStream !== null
    : remote?.state === 'live' && publication?.videoMuted === false;
  const videoPaused = paused && sent && !isScreen;
  // The own camera stays open, and its preview shows that it does.
  const picture = sent && (participant.you || !videoPaused);
  const muted = participant.you ? own.microphone !== 'on' : publication?.audioMuted !== false;
  const name = isScreen ? `${participant.displayName} (screen)` : participant.displayName;
  const pinTooltip = useTooltip(pinned ? 'Unpin' : 'Pin', 'p');
  const zoom = useScreenZoom(isScreen && props.large);
  const frozen = verdict?.frozen === true && picture;
  const away = participant.status === 'reconnecting';
  const stopped = frozen || connection?.grade === 'lost' || remote?.state === 'interrupted';
  const trouble =
    (away && stopped ? 'Reconnecting…' : troubleWith(remote, frozen)) ??
    (videoPaused ? 'Video is paused: your connection is slow.' : null);
  const speaking = verdict?.speaking === true && !muted;

  return (
    <div
      role="group"
      aria-label={name}
      data-tile={props.id}
      style={props.size}
      className="group/tile shape @container relative overflow-hidden rounded-2xl bg-tile text-white"
    >
      {!isScreen && trouble === null && (
        <Avatar id={participant.id} name={participant.displayName} />
      )}
      {stream !== null && picture && (
        <Video
          stream={stream}
          mirrored={participant.you && !isScreen && mirrored}
          whole={isScreen}
          style={zoom?.style}
          watch={participant.you ? watchSize : watch}
          onShape={props.onShape}
        />
      )}
      {measuring && participant.you && !isScreen && picture && publication && size && (
        <OwnCodes call={call} publicationId={publication.id} size={size} />
      )}
      {speaking && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-0 rounded-2xl border-3 border-emerald-400"
        />
      )}
      {trouble !== null && (
        <p className="absolute inset-0 flex flex-col items-center justify-center gap-1 bg-black/60 p-2 pb-7 text-center text-xs text-balance @xs:gap-2 @xs:p-6 @xs:text-sm">
          <WifiOff aria-hidden className="size-5 @xs:size-6" />
          {trouble}
        </p>
      )}
      {trouble === null && remote?.state === 'connecting' && (
        <span
          role="img"
          aria-label="Connecting"
          className="absolute top-2 left-2 size-4 spinner @xs:top-4 @xs:left-4 @xs:size-5 animate-spin rounded-full border-2 border-white/30 border-t-white"
        />
      )}
      <button
        type="button"
        aria-label={`Pin ${name}`}
        aria-pressed={pinned}
        title={pinTooltip}
        className="absolute inset-0 flex items-start justify-start rounded-2xl p-1.5 focus-visible:-outline-offset-2 @xs:p-2.5"
        onClick={props.onPin}
        {...zoom?.surface}
      >
        <span
          aria-hidden
          className={`rounded-full bg-black/70 p-1.5 @xs:p-2 ${pinned ? '' : 'opacity-0 group-hover/tile:opacity-100 group-focus-within/tile:opacity-100'}`}
        >
          {pinned ? <PinOff className="size-4" /> : <Pin className="size-4" />}
        </span>
      </button>
      <TileMenu
        call={call}
        participant={participant}
        name={name}
        onStatistics={publication === undefined ? undefined : props.onStatistics}
      />
      <div className="pointer-events-none absolute inset-x-0 top-0 flex justify-end p-1.5 @xs:p-2.5">
        {publication !== undefined && (
          <Badge
            key={publication.id}
            name={name}
            recent={call.latency.of(publication.id)}
            quality={participant.you ? undefined : call.viewer.of(publication.id)}
          />
        )}
      </div>
      {zoom !== null && picture && <ZoomButtons zoom={zoom} name={name} />}
      {!isScreen && <TileReaction call={call} participantId={participant.id} />}
      {publication !== undefined && (
        <TileAdvice call={call} publicationId={publication.id} name={name} own={participant.you} />
      )}
      <div className="pointer-events-none absolute bottom-0 left-0 flex max-w-full p-1.5 @xs:p-2.5">
        <p className="flex min-w-0 items-center shape gap-1 rounded-md bg-black/75 px-1.5 py-px text-xs @xs:gap-1.5 @xs:rounded-lg @xs:px-2.5 @xs:py-1 @xs:text-sm">
          {props.hand !== undefined && (
            <span className="flex shrink-0 items-center gap-0.5 font-semibold text-amber-300 forced-colors:text-[CanvasText]">
              <Hand aria-hidden className="size-[1.15em]" />
              <span className="sr-only">Hand raised, number </span>
              {props.hand}
            </span>
          )}
          {isScreen && <MonitorUp aria-hidden className="size-[1.15em] shrink-0" />}
          {!isScreen && muted && (
            <MicOff
              aria-label="Muted"
              role="img"
              className="size-[1.15em] shrink-0 text-red-300 forced-colors:text-[CanvasText]"
            />
          )}
          {publication?.recorded === true && (
            <Circle
              aria-label="Recorded"
              role="img"
              className="size-[0.8em] shrink-0 fill-current text-red-400 forced-colors:text-[CanvasText]"
            />
          )}
          {participant.guest && <GuestIcon />}
          <span className="truncate" title={participant.displayName}>
            {participant.displayName}
            {ownMark(participant)}
          </span>
          {away && !stopped && (
            <RestoringChip
              className="pointer-events-auto text-amber-300 forced-colors:text-[CanvasText]"
              wordClass="sr-only @[10rem]:not-sr-only"
            />
          )}
          {way !== null && <ConnectionMark {...way} />}
        </p>
      </div>
    </div>
  );
}

/** The size of the picture that a video element plays, in pixels; null before the first frame. */
function usePictureSize() {
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const watch = useCallback((video: HTMLVideoElement) => {
    const note = () => {
      const { videoWidth: width, videoHeight: height } = video;
      setSize(width > 0 && height > 0 ? { width, height } : null);
    };
    note();
    video.addEventListener('resize', note);
    return () => {
      video.removeEventListener('resize', note);
    };
  }, []);
  return { size, watch };
}

/** What the mark says of the connection: of what this page sends, or of the whole way from somebody else. Null for no mark. */
function markOf(
  { you, displayName }: Participant,
  publication: Publication | undefined,
  connection: Connection | undefined,
): { grade: Grade; text: string } | null {
  if (you || publication === undefined) {
    return connection === undefined
      ? null
      : { grade: connection.grade, text: describeConnection(connection) };
  }
  const uplink = { name: displayName, grade: publication.uplink ?? 'good' };
  const grade = gradeOfWay(connection, uplink);
  return grade === undefined ? null : { grade, text: describeWay(connection, uplink) };
}

/** A sentence about what interrupts the video; null where nothing does. */
function troubleWith(remote: Remote | undefined, frozen: boolean): string | null {
  if (remote?.problem) {
    return remote.state === 'refused' ? remote.problem : `${remote.problem} Retrying…`;
  }
  if (remote?.state === 'interrupted') {
    return 'Connection interrupted…';
  }
  return frozen ? 'The video is frozen. Requesting a new frame…' : null;
}
