import { graphql, type ResultOf } from '../api/gql';

export const Webhooks = graphql(`
  query Webhooks {
    me {
      id
      webhooks {
        id
        url
        createdAt
        deliveries {
          id
          event
          status
          attempts
          createdAt
          lastAttemptAt
          nextAttemptAt
          httpStatus
          problem
        }
      }
    }
  }
`);

export const CreateWebhook = graphql(`
  mutation CreateWebhook($url: String!) {
    createWebhook(url: $url) {
      secret
      webhook {
        id
        url
      }
    }
  }
`);

export const DeleteWebhook = graphql(`
  mutation DeleteWebhook($id: ID!) {
    deleteWebhook(id: $id) {
      id
    }
  }
`);

export const TestWebhook = graphql(`
  mutation TestWebhook($id: ID!) {
    testWebhook(id: $id) {
      id
    }
  }
`);

export type Webhook = ResultOf<typeof Webhooks>['me']['webhooks'][number];
export type Delivery = Webhook['deliveries'][number];
export type CreatedWebhook = ResultOf<typeof CreateWebhook>['createWebhook'];
