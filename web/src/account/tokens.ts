import { graphql, type ResultOf } from '../api/gql';

export const Tokens = graphql(`
  query AccessTokens {
    me {
      id
      accessTokens {
        id
        name
        access
        meetingId
        createdAt
        expiresAt
        lastUsedAt
      }
    }
  }
`);

/** The newest meetings, of which one may be chosen for a token. */
export const MeetingChoices = graphql(`
  query MeetingChoices {
    meetings(first: 50) {
      edges {
        node {
          id
          createdAt
          participants(first: 4) {
            id
            displayName
          }
        }
      }
    }
  }
`);

export const CreateToken = graphql(`
  mutation CreateAccessToken($name: String!, $access: TokenAccess!, $days: Int!, $meetingId: ID) {
    createAccessToken(name: $name, access: $access, days: $days, meetingId: $meetingId) {
      secret
      accessToken {
        id
        name
      }
    }
  }
`);

export const RevokeToken = graphql(`
  mutation RevokeAccessToken($id: ID!) {
    revokeAccessToken(id: $id) {
      id
    }
  }
`);

export type Token = ResultOf<typeof Tokens>['me']['accessTokens'][number];
export type CreatedToken = ResultOf<typeof CreateToken>['createAccessToken'];
export type MeetingChoice = ResultOf<typeof MeetingChoices>['meetings']['edges'][number]['node'];
