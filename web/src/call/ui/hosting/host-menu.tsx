import { Hand, MicOff, MicVocal, MonitorX, ShieldMinus, ShieldPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../../api/gql';
import { graphqlProblem } from '../../../api/problem';
import { Menu, MenuItem } from '../../../ui/menu';
import type { Participant } from '../../engine/protocol';
import { isAudible, type HostRights } from '../../engine/room';
import { SetCoHost } from './set-co-host';

const MuteParticipant = graphql(`
  mutation MuteParticipant($participantId: ID!) {
    muteParticipant(participantId: $participantId) {
      id
    }
  }
`);

const AskToUnmute = graphql(`
  mutation AskToUnmute($participantId: ID!) {
    askToUnmute(participantId: $participantId) {
      id
    }
  }
`);

const LowerHand = graphql(`
  mutation LowerHand($participantId: ID!) {
    lowerHand(participantId: $participantId) {
      id
    }
  }
`);

const StopShare = graphql(`
  mutation StopShare($participantId: ID!) {
    stopShare(participantId: $participantId) {
      id
    }
  }
`);

/** What became of an action of a host, in a sentence. */
export interface HostResult {
  text: string;
  failed: boolean;
}

interface HostMenuProps {
  participant: Participant;
  rights: HostRights;
  /** The button that opens it. */
  trigger: ReactNode;
  /** Told what became of an action that one does not see; null when the next one begins. */
  onResult: (result: HostResult | null) => void;
  /** Further items. */
  children?: ReactNode;
}

/** What a host can do to somebody in the room. */
export function HostMenu({ participant, rights, trigger, onResult, children }: HostMenuProps) {
  const { id: participantId, displayName, publications, coHost, handRaisedAt } = participant;
  const [, mute] = useMutation(MuteParticipant);
  const [, ask] = useMutation(AskToUnmute);
  const [, lowerHand] = useMutation(LowerHand);
  const [, stopShare] = useMutation(StopShare);
  const [, setCoHost] = useMutation(SetCoHost);
  const run = async (action: Promise<Outcome>, done?: string) => {
    onResult(null);
    const { error } = await action;
    if (error !== undefined) {
      onResult({ text: graphqlProblem(error), failed: true });
    } else if (done !== undefined) {
      onResult({ text: done, failed: false });
    }
  };
  return (
    <Menu trigger={trigger}>
      {isAudible(participant) ? (
        <MenuItem
          onSelect={() => {
            void run(mute({ participantId }));
          }}
        >
          <MicOff aria-hidden />
          Mute
        </MenuItem>
      ) : (
        <MenuItem
          onSelect={() => {
            void run(ask({ participantId }), `${displayName} was asked to unmute.`);
          }}
        >
          <MicVocal aria-hidden />
          Ask to unmute
        </MenuItem>
      )}
      {handRaisedAt !== null && (
        <MenuItem
          onSelect={() => {
            void run(lowerHand({ participantId }));
          }}
        >
          <Hand aria-hidden />
          Lower hand
        </MenuItem>
      )}
      {publications.some(({ kind }) => kind === 'screen') && (
        <MenuItem
          onSelect={() => {
            void run(stopShare({ participantId }));
          }}
        >
          <MonitorX aria-hidden />
          Stop screen share
        </MenuItem>
      )}
      {rights.appoint && (
        <MenuItem
          onSelect={() => {
            void run(
              setCoHost({ participantId, coHost: !coHost }),
              coHost
                ? `${displayName} is no longer a co-host.`
                : `${displayName} is a co-host now.`,
            );
          }}
        >
          {coHost ? <ShieldMinus aria-hidden /> : <ShieldPlus aria-hidden />}
          {coHost ? 'Remove as co-host' : 'Make co-host'}
        </MenuItem>
      )}
      {children}
    </Menu>
  );
}

interface Outcome {
  error?: Parameters<typeof graphqlProblem>[0] | undefined;
}
