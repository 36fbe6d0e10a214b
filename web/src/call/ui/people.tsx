import { Users } from 'lucide-react';
import { useState } from 'react';
import { Popover } from '../../ui/popover';
import { isHost, type Room } from '../engine/room';
import { useHosting } from './hosting/use-hosting';
import { PeopleList } from './on-demand';

interface PeopleProps {
  meetingId: string;
  room: Room;
}

/** The number of participants. Opens the list of participants and, for hosts, the settings of the meeting. */
export function People({ meetingId, room }: PeopleProps) {
  const [open, setOpen] = useState(false);
  const hosting = useHosting(meetingId, isHost(room));
  return (
    <Popover
      trigger={
        <button
          type="button"
          aria-label={`People: ${room.length} in the meeting`}
          className="flex min-h-10 min-w-10 shrink-0 items-center justify-center gap-1.5 rounded-lg px-2 tabular-nums hover:bg-raised"
        >
          <Users aria-hidden className="size-4 text-muted" />
          {room.length}
        </button>
      }
      label="People"
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="flex w-80 flex-col gap-3 rounded-xl p-4 text-sm"
    >
      <PeopleList meetingId={meetingId} room={room} hosting={hosting} />
    </Popover>
  );
}
