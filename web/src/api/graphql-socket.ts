import { createClient, type Client } from 'graphql-ws';

/** How many times a lost subscription socket is reopened before the page gets an error. */
const retries = 20;

/** The socket of all subscriptions of the page: graphql-transport-ws, with the session of the page. */
export function openSocket(): Client {
  return createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    lazy: true,
    retryAttempts: retries,
    shouldRetry: () => true,
  });
}
