import type { CombinedError } from 'urql';

/** A sentence for people about a failed GraphQL operation. */
export function graphqlProblem(error: CombinedError): string {
  // The message of an error with a code is for people.
  const known = error.graphQLErrors.find((cause) => cause.extensions.code !== undefined);
  if (known !== undefined) {
    return known.message;
  }
  const status = (error.response as Response | undefined)?.status;
  if (status === 401 || status === 403) {
    return 'You are signed out. Reload the page and sign in again.';
  }
  if (error.networkError !== undefined) {
    return 'The server cannot be reached. Check your connection and try again.';
  }
  return 'The server could not process the request. Try again in a moment.';
}
