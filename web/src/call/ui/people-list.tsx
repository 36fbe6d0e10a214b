import { EllipsisVertical, Hand, Mic, MicOff, UserRoundX } from 'lucide-react';
import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../api/gql';
import { graphqlProblem } from '../../api/problem';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Confirmation } from '../../ui/confirmation';
import { TextField } from '../../ui/field';
import { MenuItem } from '../../ui/menu';
import { Switch } from '../../ui/switch';
import { GuestMark } from './guest-mark';
import { AbsentCoHosts } from './hosting/absent-co-hosts';
import { HostMenu, type HostResult } from './hosting/host-menu';
import { HostResultBanner } from './hosting/host-result-banner';
import type { Hosting } from './hosting/use-hosting';
import { RoomActions } from './hosting/room-actions';
import { GuestSwitch } from './guest-switch';
import { TitleForm } from './title-form';
import { LockSwitch } from './lock-switch';
import { nameLimit } from './lobby';
import { isCalled } from './name-search';
import { WaitingRoomSwitch } from './waiting/waiting-room-switch';
import type { Participant } from '../engine/protocol';
import { handOrder, handsFirst } from '../engine/conversation';
import { hostRights, isAudible, ownMark, type HostRights, type Room } from '../engine/room';

const RemoveParticipant = graphql(`
  mutation RemoveParticipant($participantId: ID!, $lock: Boolean!) {
    removeParticipant(participantId: $participantId, lock: $lock) {
      id
      locked
    }
  }
`);

/** Up to this many people are found without a search. */
const seenAtOnce = 5;

interface PeopleListProps {
  meetingId: string;
  room: Room;
  /** The settings of the meeting; null for people who are not its host. */
  hosting: Hosting | null;
}

/** Who is in the meeting and, for hosts, the settings of the meeting. */
export function PeopleList({ meetingId, room, hosting }: PeopleListProps) {
  return (
    <>
      <Participants room={room} locked={hosting?.locked === true} />
      {hosting !== null && (
        <div className="flex flex-col gap-3 border-t border-line pt-3">
          <TitleForm meetingId={meetingId} title={hosting.title} />
          <GuestSwitch meetingId={meetingId} settings={hosting} />
          <LockSwitch meetingId={meetingId} locked={hosting.locked} />
          <WaitingRoomSwitch meetingId={meetingId} on={hosting.waitingRoom} />
          {!hosting.coHost && <AbsentCoHosts coHosts={hosting.coHosts} room={room} />}
          <RoomActions
            handRaised={room.some(({ handRaisedAt }) => handRaisedAt !== null)}
            meetingId={meetingId}
            alone={room.every(({ you, samePerson }) => you || samePerson)}
          />
        </div>
      )}
    </>
  );
}

interface ParticipantsProps {
  room: Room;
  /** The meeting is locked already. */
  locked: boolean;
}

/** Everybody in the meeting, raised hands first. In a large meeting people can be searched by name. */
function Participants({ room, locked }: ParticipantsProps) {
  const [text, setText] = useState('');
  const searchable = room.length > seenAtOnce;
  const hands = handOrder(room);
  const shown = handsFirst(room).filter(
    ({ displayName }) => !searchable || isCalled(displayName, text),
  );
  return (
    <div className="flex flex-col gap-1">
      {searchable && (
        <>
          <TextField
            type="search"
            label="Search people"
            autoComplete="off"
            maxLength={nameLimit}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
          <p role="status" className="wrap-anywhere text-muted">
            {shown.length === 0 && `Nobody is called “${text.trim()}”.`}
          </p>
        </>
      )}
      <ul aria-label="In the meeting" className="flex flex-col">
        {shown.map((participant) => (
          <Person
            key={participant.id}
            hand={hands.get(participant.id)}
            participant={participant}
            rights={hostRights(room, participant)}
            locked={locked}
          />
        ))}
      </ul>
    </div>
  );
}

interface PersonProps {
  participant: Participant;
  /** The place of the raised hand in the order, from 1; undefined while it is down. */
  hand: number | undefined;
  /** What this page's person may do to this one. */
  rights: HostRights;
  /** The meeting is locked already. */
  locked: boolean;
}

function Person({ participant, hand, rights, locked }: PersonProps) {
  const { id, displayName, guest, host, coHost } = participant;
  const [result, setResult] = useState<HostResult | null>(null);
  const [asked, setAsked] = useState(false);
  const [lock, setLock] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const [{ fetching, error }, removeParticipant] = useMutation(RemoveParticipant);
  return (
    <li className="flex flex-col gap-2 py-1">
      <div className="flex min-h-10 items-center gap-2">
        <span className="min-w-0 flex-1 truncate">
          {displayName}
          {ownMark(participant)}
        </span>
        {hand !== undefined && (
          <span className="flex items-center gap-0.5 font-semibold text-warn">
            <Hand aria-hidden className="size-4" />
            <span className="sr-only">Hand raised, number </span>
            {hand}
          </span>
        )}
        <Microphone on={isAudible(participant)} />
        {guest && <GuestMark />}
        {host && (
          <span className="text-xs whitespace-nowrap text-muted">
            {coHost ? 'Co-host' : 'Host'}
          </span>
        )}
        {rights.act && (
          <HostMenu
            participant={participant}
            rights={rights}
            onResult={setResult}
            trigger={
              <Button
                ref={opener}
                look="quiet"
                aria-label={`Options for ${displayName}`}
                className="px-3"
              >
                <EllipsisVertical aria-hidden />
              </Button>
            }
          >
            {rights.remove && (
              <MenuItem
                onSelect={() => {
                  setAsked(true);
                }}
              >
                <UserRoundX aria-hidden />
                Remove…
              </MenuItem>
            )}
          </HostMenu>
        )}
      </div>
      <HostResultBanner
        result={result}
        onClose={() => {
          setResult(null);
        }}
      />
      {asked && (
        <Confirmation
          question={`Remove ${displayName}?`}
          consequence={
            guest
              ? 'This ends the call for them. They can rejoin with the link unless you lock the meeting or turn guests off.'
              : 'This ends the call for them. They cannot rejoin or see this meeting’s history.'
          }
          action="Remove"
          busy={fetching}
          onConfirm={() => {
            void removeParticipant({ participantId: id, lock });
          }}
          onCancel={() => {
            setAsked(false);
            opener.current?.focus();
          }}
        >
          {!locked && <Switch label="Also lock the meeting" checked={lock} onChange={setLock} />}
          {error !== undefined && <Banner tone="danger">{graphqlProblem(error)}</Banner>}
        </Confirmation>
      )}
    </li>
  );
}

function Microphone({ on }: { on: boolean }) {
  const Icon = on ? Mic : MicOff;
  return (
    <span className={on ? undefined : 'text-muted'}>
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">Microphone {on ? 'on' : 'off'}</span>
    </span>
  );
}
