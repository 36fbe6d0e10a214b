import cat from '../../assets/cat.svg';
import { Heading } from '../../ui/heading';
import type { Call } from '../engine/call';
import { ServerLossChip } from './connection/server-loss';
import { People } from './people';
import { RecordingMark } from './recording/recording-mark';
import { useStore } from './use-store';

/** The header above the tiles: the meeting's title, its code, the state of the connection and the participants. */
export function RoomHeader({ call, meetingId }: { call: Call; meetingId: string }) {
  const { room } = useStore(call.state);
  const title = useStore(call.conversation.title);
  const shortCode = useStore(call.conversation.shortCode);
  return (
    <header className="safe-x flex items-center justify-between gap-4 px-3.5 py-1 text-sm">
      <Heading className="flex min-w-0 items-center gap-2.5 font-semibold">
        <img src={cat} alt="" className="size-6" />
        {title === null ? (
          <>
            <span className="hidden sm:inline">Chatty Cat</span>
            <span className="sr-only sm:hidden">Meeting</span>
          </>
        ) : (
          <span className="truncate" title={title}>
            {title}
          </span>
        )}
      </Heading>
      {shortCode !== null && (
        <p
          className={`min-w-0 items-center gap-2 text-muted ${title === null ? 'flex' : 'hidden md:flex'}`}
        >
          <span className="sr-only sm:not-sr-only">Code</span>
          <span className="truncate font-medium text-ink select-all">{shortCode}</span>
        </p>
      )}
      <div className="flex shrink-0 items-center">
        <ServerLossChip call={call} />
        <RecordingMark call={call} meetingId={meetingId} />
        <People meetingId={meetingId} room={room} />
      </div>
    </header>
  );
}
