import { createClient as createWsClient } from 'graphql-ws';
import { cacheExchange, Client, fetchExchange, mapExchange, subscriptionExchange } from 'urql';
import { csrfHeaders } from './csrf';

/** How many times a lost subscription socket is reopened before the page gets an error. */
const socketRetries = 20;

/** The GraphQL client of the page: queries use HTTP, subscriptions graphql-transport-ws, both with one session. */
export function createGraphqlClient(): Client {
  const socket = createWsClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    lazy: true,
    retryAttempts: socketRetries,
    shouldRetry: () => true,
  });
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: () => ({ credentials: 'same-origin', headers: csrfHeaders() }),
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (operation) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ ...operation, query: operation.query ?? '' }, sink),
          }),
        }),
      }),
    ],
  });
}

/**
 * The client of a page that a shared link opens. The link's token takes the place of the session.
 *
 * @param onRefused called when the server does not accept the link, or no longer
 */
export function createSharedClient(token: string, onRefused: () => void): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    // The server accepts a token or cookies, and never both.
    fetchOptions: { credentials: 'omit', headers: { Authorization: `Bearer ${token}` } },
    exchanges: [
      mapExchange({
        onError({ response }) {
          if ((response as Response | undefined)?.status === 401) onRefused();
        },
      }),
      cacheExchange,
      fetchExchange,
    ],
  });
}
