import { graphql, type ResultOf } from '../api/gql';

export const SharedLinks = graphql(`
  query SharedLinks($id: ID!) {
    meeting(id: $id) {
      id
      sharedLinks {
        id
        createdBy
        comparison
        expiresAt
        lastUsedAt
      }
    }
  }
`);

export const CreateSharedLink = graphql(`
  mutation CreateSharedLink($meetingId: ID!, $days: Int!, $spans: [ComparedSpan!]) {
    createSharedLink(meetingId: $meetingId, days: $days, spans: $spans) {
      token
      link {
        id
      }
    }
  }
`);

export const RevokeSharedLink = graphql(`
  mutation RevokeSharedLink($id: ID!) {
    revokeSharedLink(id: $id)
  }
`);

type SharedMeeting = NonNullable<ResultOf<typeof SharedLinks>['meeting']>;

export type SharedLink = SharedMeeting['sharedLinks'][number];

/** The address that people pass on. No server and no log sees its fragment. */
export function sharedAddress(token: string): string {
  return `${location.origin}/shared#${token}`;
}

const kept = 'chattycat.shared-link';
const form = /^chattyshare_[\w-]{43}$/;

/**
 * The token of the link that opened this tab; null for none. It is kept for the tab, because the address loses its fragment when
 * the reader chooses a range.
 */
export function sharedToken(): string | null {
  const fresh = location.hash.slice(1);
  if (form.test(fresh)) {
    sessionStorage.setItem(kept, fresh);
    return fresh;
  }
  return sessionStorage.getItem(kept);
}
