import type { Client as SocketClient } from 'graphql-ws';
import {
  cacheExchange,
  Client,
  fetchExchange,
  mapExchange,
  subscriptionExchange,
  type SubscriptionForwarder,
} from 'urql';
import { csrfHeaders } from './csrf';

/** Makes subscriptions over one socket, whose code is loaded for the first of them: most pages have none. */
function subscriptions(): SubscriptionForwarder {
  let opened: Promise<SocketClient> | undefined;
  return (operation) => ({
    subscribe: (sink) => {
      let ended = false;
      let end = () => {
        ended = true;
      };
      opened ??= import('./graphql-socket').then(({ openSocket }) => openSocket());
      opened.then(
        (socket) => {
          if (!ended) end = socket.subscribe({ ...operation, query: operation.query ?? '' }, sink);
        },
        (error: unknown) => {
          opened = undefined;
          if (!ended) sink.error(error);
        },
      );
      return {
        unsubscribe: () => {
          end();
        },
      };
    },
  });
}

/** The GraphQL client of the page: queries use HTTP, subscriptions graphql-transport-ws, both with one session. */
export function createGraphqlClient(): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: () => ({ credentials: 'same-origin', headers: csrfHeaders() }),
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({ forwardSubscription: subscriptions() }),
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
