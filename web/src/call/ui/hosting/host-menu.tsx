import { MicOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../../api/gql';
import { graphqlProblem } from '../../../api/problem';
import { Menu, MenuItem } from '../../../ui/menu';
import type { Participant } from '../../engine/protocol';

const MuteParticipant = graphql(`
  mutation MuteParticipant($participantId: ID!) {
    muteParticipant(participantId: $participantId) {
      id
    }
  }
`);

interface HostMenuProps {
  participant: Participant;
  /** The button that opens it. */
  trigger: ReactNode;
  /** Told why an action failed, in a sentence; null when the next one begins. */
  onProblem: (problem: string | null) => void;
  /** Further items. */
  children?: ReactNode;
}

/** What the host can do to somebody in the room. */
export function HostMenu({ participant, trigger, onProblem, children }: HostMenuProps) {
  const [, mute] = useMutation(MuteParticipant);
  const run = (action: Promise<{ error?: Parameters<typeof graphqlProblem>[0] | undefined }>) => {
    onProblem(null);
    void action.then(({ error }) => {
      if (error !== undefined) onProblem(graphqlProblem(error));
    });
  };
  return (
    <Menu trigger={trigger}>
      {isAudible(participant) && (
        <MenuItem
          onSelect={() => {
            run(mute({ participantId: participant.id }));
          }}
        >
          <MicOff aria-hidden />
          Mute
        </MenuItem>
      )}
      {children}
    </Menu>
  );
}

/** Whether somebody's microphone is on. */
export function isAudible({ publications }: Participant): boolean {
  return publications.some(({ kind, audioMuted }) => kind === 'camera' && !audioMuted);
}
