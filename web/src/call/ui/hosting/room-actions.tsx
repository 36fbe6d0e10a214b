import { Hand, MicOff, PhoneOff } from 'lucide-react';
import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../../api/gql';
import { graphqlProblem } from '../../../api/problem';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import { Confirmation } from '../../../ui/confirmation';

const MuteEverybody = graphql(`
  mutation MuteEverybody($meetingId: ID!) {
    muteEverybody(meetingId: $meetingId) {
      id
    }
  }
`);

const LowerAllHands = graphql(`
  mutation LowerAllHands($meetingId: ID!) {
    lowerAllHands(meetingId: $meetingId) {
      id
    }
  }
`);

const EndMeeting = graphql(`
  mutation EndMeeting($meetingId: ID!) {
    endMeeting(meetingId: $meetingId) {
      id
    }
  }
`);

interface RoomActionsProps {
  meetingId: string;
  /** Whether nobody else is in the room. */
  alone: boolean;
  /** Whether somebody's hand is up. */
  handRaised: boolean;
}

/** What the host can do to everybody in the room. */
export function RoomActions({ meetingId, alone, handRaised }: RoomActionsProps) {
  const [asked, setAsked] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const [muting, mute] = useMutation(MuteEverybody);
  const [lowering, lower] = useMutation(LowerAllHands);
  const [ending, end] = useMutation(EndMeeting);
  const error = muting.error ?? lowering.error ?? ending.error;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        {!alone && (
          <Button
            look="secondary"
            onClick={() => {
              // Disabling it meanwhile would take away its focus.
              if (!muting.fetching) void mute({ meetingId });
            }}
          >
            <MicOff aria-hidden />
            Mute everybody
          </Button>
        )}
        {handRaised && (
          <Button
            look="secondary"
            onClick={() => {
              if (!lowering.fetching) void lower({ meetingId });
            }}
          >
            <Hand aria-hidden />
            Lower all hands
          </Button>
        )}
        <Button
          ref={opener}
          look="caution"
          aria-expanded={asked}
          onClick={() => {
            setAsked(!asked);
          }}
        >
          <PhoneOff aria-hidden />
          End for everybody
        </Button>
      </div>
      {asked && (
        <Confirmation
          question="End for everybody?"
          consequence="This ends the call of everybody. The link stays: whoever joins again starts a new call."
          action="End now"
          busy={ending.fetching}
          onConfirm={() => {
            void end({ meetingId });
          }}
          onCancel={() => {
            setAsked(false);
            opener.current?.focus();
          }}
        />
      )}
      {error !== undefined && <Banner tone="danger">{graphqlProblem(error)}</Banner>}
    </div>
  );
}
