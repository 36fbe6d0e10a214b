import type { Client, OperationResult } from 'urql';
import { graphql, type ResultOf } from '../api/gql';
import { graphqlProblem } from '../api/problem';

/** The server's limit, so that a chat takes few requests. */
const loadPageSize = 1000;

export const ChatPage = graphql(`
  query ChatPage($id: ID!, $first: Int!, $after: String) {
    meeting(id: $id) {
      id
      chatMessages(first: $first, after: $after) {
        edges {
          node {
            number
            participantId
            displayName
            guest
            sentAt
            text
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** A message as the history has it. */
export type StoredMessage = NonNullable<
  ResultOf<typeof ChatPage>['meeting']
>['chatMessages']['edges'][number]['node'];

/**
 * Loads the messages of a meeting from the first one on, oldest first. Rejects with a sentence.
 *
 * @param before the number of the first message that is not needed
 */
export async function loadChat(
  client: Client,
  meetingId: string,
  before = Infinity,
): Promise<StoredMessage[]> {
  const all: StoredMessage[] = [];
  let after: string | null = null;
  for (let more = true; more;) {
    const answer: OperationResult<ResultOf<typeof ChatPage>> = await client
      .query(
        ChatPage,
        { id: meetingId, first: loadPageSize, after },
        { requestPolicy: 'network-only' },
      )
      .toPromise();
    const page = answer.data?.meeting?.chatMessages;
    if (page === undefined) {
      throw new Error(
        answer.error === undefined ? 'The chat is gone.' : graphqlProblem(answer.error),
      );
    }
    all.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage && (all.at(-1)?.number ?? 0) < before;
  }
  return all.filter(({ number }) => number < before);
}
