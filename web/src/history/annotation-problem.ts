import type { CombinedError } from 'urql';
import { graphqlProblem } from '../api/problem';

/** What the server says about an annotation is for people. */
const readable = new Set([
  'BAD_TEXT',
  'OUTSIDE_MEETING',
  'RANGE_REVERSED',
  'LIMIT_REACHED',
  'NOT_FOUND',
]);

const sentences: Record<string, string> = {
  RANGE_REVERSED: 'The end must be after the start.',
};

/** A sentence for people about an annotation that was not stored. */
export function annotationProblem(error: CombinedError): string {
  const cause = error.graphQLErrors.find(({ extensions }) =>
    readable.has(String(extensions['code'])),
  );
  return cause === undefined
    ? graphqlProblem(error)
    : (sentences[String(cause.extensions['code'])] ?? cause.message);
}
