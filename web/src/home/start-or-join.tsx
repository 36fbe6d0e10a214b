import { Video } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { graphql } from '../api/gql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Heading } from '../ui/heading';
import { Card } from '../ui/panels';
import { Switch } from '../ui/switch';
import { JoinByCode, joinAtOnce } from './join-by-code';

const CreateMeeting = graphql(`
  mutation CreateMeeting($guestsAllowed: Boolean!) {
    createMeeting(guestsAllowed: $guestsAllowed) {
      id
    }
  }
`);

/** Starts a new meeting or joins one by its code. */
export function StartOrJoin() {
  const [, navigate] = useLocation();
  const [created, createMeeting] = useMutation(CreateMeeting);
  const [guests, setGuests] = useState(false);

  async function start() {
    const { data } = await createMeeting({ guestsAllowed: guests });
    if (data) {
      navigate(`/m/${data.createMeeting.id}`, joinAtOnce);
    }
  }

  return (
    <Card className="flex flex-col gap-6 sm:p-8">
      <Heading className="text-2xl font-semibold tracking-tight">Meet now</Heading>
      {created.error && <Banner tone="danger">{graphqlProblem(created.error)}</Banner>}
      <div className="grid gap-6 md:grid-cols-[auto_1px_1fr] md:gap-8">
        <div className="flex flex-col gap-3">
          <Button
            className="h-11"
            disabled={created.fetching}
            onClick={() => {
              void start();
            }}
          >
            <Video aria-hidden />
            New meeting
          </Button>
          <p className="text-sm text-muted">You get a link to share with others.</p>
          <Switch label="Let guests join with the link" checked={guests} onChange={setGuests} />
        </div>
        <div aria-hidden className="mark h-px bg-line md:h-auto" />
        <JoinByCode />
      </div>
    </Card>
  );
}
