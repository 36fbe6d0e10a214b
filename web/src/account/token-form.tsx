import { useState, type FormEvent } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphqlProblem } from '../api/problem';
import { Button } from '../ui/button';
import { SelectField, TextField } from '../ui/field';
import { LifetimeField, usualLifetime } from '../ui/lifetime-field';
import { formatDateTime } from '../ui/time';
import { CreateToken, MeetingChoices, type CreatedToken, type MeetingChoice } from './tokens';

const nameLimit = 60;
interface TokenFormProps {
  onCreated: (token: CreatedToken) => void;
  onCancel: () => void;
}

/** What a new token may do, and for how long. */
export function TokenForm({ onCreated, onCancel }: TokenFormProps) {
  const [{ data }] = useQuery({ query: MeetingChoices });
  const [{ fetching, error }, create] = useMutation(CreateToken);
  const [name, setName] = useState('');
  const [access, setAccess] = useState<'READ' | 'READ_WRITE'>('READ');
  const [meetingId, setMeetingId] = useState('');
  const [days, setDays] = useState(usualLifetime);
  // Null where the whole query failed, despite its type: then a token for one meeting cannot be chosen.
  const meetings = (data as typeof data | null)?.meetings.edges ?? [];

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { data: created } = await create({
      name: name.trim(),
      access,
      days,
      meetingId: meetingId === '' ? null : meetingId,
    });
    // Null where the mutation failed, despite its type.
    const token = (created as typeof created | null)?.createAccessToken;
    if (token !== undefined) onCreated(token);
  }

  return (
    <form
      noValidate
      aria-label="New access token"
      className="grid gap-4 rounded-2xl border border-line bg-surface p-4 sm:grid-cols-2"
      onSubmit={(event) => void submit(event)}
    >
      <TextField
        className="sm:col-span-2"
        label="Token name"
        placeholder="The program that will use it"
        autoComplete="off"
        maxLength={nameLimit}
        value={name}
        error={error === undefined ? undefined : graphqlProblem(error)}
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <SelectField
        label="May"
        value={access}
        onChange={(event) => {
          setAccess(event.target.value === 'READ' ? 'READ' : 'READ_WRITE');
        }}
      >
        <option value="READ">read only</option>
        <option value="READ_WRITE">read and change</option>
      </SelectField>
      <LifetimeField label="Expires after" days={days} onChange={setDays} />
      <SelectField
        className="sm:col-span-2"
        label="Meetings"
        value={meetingId}
        onChange={(event) => {
          setMeetingId(event.target.value);
        }}
      >
        <option value="">all that you can see</option>
        {meetings.map(({ node }) => (
          <option key={node.id} value={node.id}>
            {describe(node)}
          </option>
        ))}
      </SelectField>
      <div className="flex flex-wrap gap-2 sm:col-span-2">
        <Button type="submit" disabled={fetching || name.trim() === ''}>
          Create token
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function describe({ id, createdAt, participants }: MeetingChoice): string {
  const names = [...new Set(participants.map((participant) => participant.displayName))];
  const people = names.length === 0 ? 'nobody joined' : names.join(', ');
  return `only ${formatDateTime(createdAt)}, ${people} (${id.slice(0, 8)}…)`;
}
