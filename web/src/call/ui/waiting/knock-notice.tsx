import { useMutation } from 'urql';
import { graphql } from '../../../api/gql';
import { graphqlProblem } from '../../../api/problem';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import type { Call } from '../../engine/call';
import { GuestMark } from '../guest-mark';
import { useStore } from '../use-store';

const AnswerKnocks = graphql(`
  mutation AnswerKnocks($meetingId: ID!, $knockId: ID, $admitted: Boolean!) {
    answerKnocks(meetingId: $meetingId, knockId: $knockId, admitted: $admitted) {
      id
    }
  }
`);

/** Tells the host who waits, and asks whether to let them in. */
export function KnockNotice({ call, meetingId }: { call: Call; meetingId: string }) {
  const knocks = useStore(call.knocks);
  const [{ fetching, error }, answerKnocks] = useMutation(AnswerKnocks);
  const [first] = knocks;
  if (first === undefined) {
    return null;
  }
  const answer = (admitted: boolean, knockId?: string) => {
    // Disabling the buttons while one saves would take away the focus.
    if (!fetching) void answerKnocks({ meetingId, knockId, admitted });
  };
  const several = knocks.length > 1;
  return (
    <section aria-label="Waiting room">
      <Banner
        announced="title"
        title={
          several ? `${knocks.length} people want to join.` : `${first.displayName} wants to join.`
        }
        action={
          <Answers
            whom={several ? null : first.displayName}
            onAnswer={(admitted) => {
              // Of one person only that one: there may be more by now.
              answer(admitted, several ? undefined : first.id);
            }}
          />
        }
      >
        {several ? (
          <ul aria-label="Waiting" className="mt-1 flex max-h-40 flex-col overflow-y-auto">
            {knocks.map(({ id, displayName, guest }) => (
              <li key={id} className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 py-0.5">
                <span className="min-w-0 flex-1 basis-24 truncate">{displayName}</span>
                {guest && <GuestMark />}
                <Answers
                  whom={displayName}
                  onAnswer={(admitted) => {
                    answer(admitted, id);
                  }}
                />
              </li>
            ))}
          </ul>
        ) : (
          first.guest && <p>A guest: nobody has verified this name.</p>
        )}
        {error !== undefined && (
          <p role="alert" className="text-danger">
            {graphqlProblem(error)}
          </p>
        )}
      </Banner>
    </section>
  );
}

interface AnswersProps {
  /** The name of the only person; null for everybody who waits. */
  whom: string | null;
  onAnswer: (admitted: boolean) => void;
}

function Answers({ whom, onAnswer }: AnswersProps) {
  return (
    <span className="flex gap-2">
      <Button
        aria-label={whom === null ? undefined : `Let in ${whom}`}
        onClick={() => {
          onAnswer(true);
        }}
      >
        {whom === null ? 'Let all in' : 'Let in'}
      </Button>
      <Button
        look="secondary"
        aria-label={whom === null ? undefined : `Deny ${whom}`}
        onClick={() => {
          onAnswer(false);
        }}
      >
        {whom === null ? 'Deny all' : 'Deny'}
      </Button>
    </span>
  );
}
