import { graphql } from '../../../api/gql';

/** Makes the account of a participant a co-host, or ends that. */
export const SetCoHost = graphql(`
  mutation SetCoHost($participantId: ID!, $coHost: Boolean!) {
    setCoHost(participantId: $participantId, coHost: $coHost) {
      id
      coHosts {
        participantId
        displayName
      }
    }
  }
`);
