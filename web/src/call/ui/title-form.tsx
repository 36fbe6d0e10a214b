import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../api/gql';
import { graphqlProblem } from '../../api/problem';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';

const RenameMeeting = graphql(`
  mutation RenameMeeting($meetingId: ID!, $title: String) {
    renameMeeting(meetingId: $meetingId, title: $title) {
      id
      title
    }
  }
`);

/** The server's limit. */
const maxLength = 120;

/** Lets the host give the meeting a title. */
export function TitleForm({ meetingId, title }: { meetingId: string; title: string | null }) {
  const [wanted, setWanted] = useState(title ?? '');
  const [{ fetching, error }, rename] = useMutation(RenameMeeting);
  const changed = wanted.trim() !== (title ?? '');

  async function save(event: FormEvent) {
    event.preventDefault();
    const { data } = await rename({ meetingId, title: wanted });
    // The server cleans it.
    if (data !== undefined) setWanted(data.renameMeeting.title ?? '');
  }

  return (
    <form
      noValidate
      className="flex items-end gap-2"
      onSubmit={(event) => {
        void save(event);
      }}
    >
      <div className="min-w-0 flex-1">
        <TextField
          label="Title of the meeting"
          maxLength={maxLength}
          value={wanted}
          error={error === undefined ? undefined : graphqlProblem(error)}
          onChange={(event) => {
            setWanted(event.target.value);
          }}
        />
      </div>
      <Button type="submit" look="secondary" disabled={fetching || !changed}>
        Save
      </Button>
    </form>
  );
}
