import type { CombinedError } from 'urql';
import { graphql, type ResultOf } from '../api/gql';
import { graphqlProblem } from '../api/problem';

export const StatusQuery = graphql(`
  query InstallationStatus {
    status {
      at
      problems {
        text
        since
        runbook
      }
      instances {
        id
        answering
        alive
        version
        startedAt
        renewedSecondsAgo
        participants
        sockets
      }
      database {
        answers
        migration
        clockOffsetMs
        clockErrorMs
        pools {
          name
          inUse
          waiting
          most
        }
      }
      mediaServers {
        address
        answers
        since
        answeredSecondsAgo
        version
        full
        drainingSince
        meetings
        participants
        streams
      }
      workers {
        id
        name
        alive
        startedAt
        heartbeatSecondsAgo
        clockOffsetMs
        clockErrorMs
        taps
      }
      emails {
        waiting
        oldestSeconds
        failing
      }
      webhooks {
        waiting
        oldestSeconds
        failing
      }
    }
  }
`);

export type Status = ResultOf<typeof StatusQuery>['status'];
export type Problem = Status['problems'][number];
export type MediaServer = Status['mediaServers'][number];
export type Waiting = Status['emails'];

/** Why the status could not be read. */
export interface Failure {
  /** A sentence for operators. */
  text: string;
  /** The title of the section of docs/operations.md that says what to do; null where none does. */
  runbook: string | null;
  /** The account is no operator. */
  forbidden: boolean;
}

const databaseAway: Failure = {
  text: 'The database does not respond.',
  runbook: 'The database is away',
  forbidden: false,
};

export const noAnswer: Failure = {
  text: 'The server does not answer.',
  runbook: 'An instance of the application is dead',
  forbidden: false,
};

export function failureOf(error: CombinedError): Failure {
  const codes = error.graphQLErrors.map(({ extensions }) => extensions.code);
  const response = error.response as Response | undefined;
  if (codes.includes('DATABASE_AWAY') || response?.status === 503) {
    return databaseAway;
  }
  if (error.networkError !== undefined && response === undefined) {
    return noAnswer;
  }
  return {
    text: graphqlProblem(error),
    runbook: null,
    forbidden: codes.includes('OPERATOR_ONLY'),
  };
}
