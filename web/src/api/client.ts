import { createClient as createWsClient } from 'graphql-ws';
import { cacheExchange, Client, fetchExchange, subscriptionExchange } from 'urql';
import { csrfHeaders } from './csrf';

/** How many times a lost subscription socket is opened again before the page is told. */
const socketRetries = 20;

/** The GraphQL client of the page: queries by HTTP, subscriptions by graphql-transport-ws, one session for both. */
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
