import cat from '../../assets/cat.svg';
import { Heading } from '../../ui/heading';
import { People } from './people';
import type { Room } from '../engine/room';

interface RoomHeaderProps {
  meetingId: string;
  room: Room;
  /** Null for none. */
  title: string | null;
  /** Null before joining. */
  shortCode: string | null;
}

/** The header above the tiles: the meeting's title, its code and its participants. */
export function RoomHeader({ meetingId, room, title, shortCode }: RoomHeaderProps) {
  return (
    <header className="flex items-center justify-between gap-4 px-3.5 py-1 text-sm">
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
      <People meetingId={meetingId} room={room} />
    </header>
  );
}
