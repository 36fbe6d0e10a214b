import { graphql, type ResultOf } from '../api/gql';

/** All rules of the account, and the webhooks that they can use. */
export const Rules = graphql(`
  query AlertRules {
    me {
      id
      alertRules {
        id
        meetingId
        kind
        threshold
        seconds
        byEmail
        webhookId
        text
      }
      webhooks {
        id
        url
      }
    }
  }
`);

export const CreateRule = graphql(`
  mutation CreateAlertRule($rule: NewAlertRule!) {
    createAlertRule(rule: $rule) {
      id
    }
  }
`);

export const DeleteRule = graphql(`
  mutation DeleteAlertRule($id: ID!) {
    deleteAlertRule(id: $id)
  }
`);

export type Rule = ResultOf<typeof Rules>['me']['alertRules'][number];
export type WebhookChoice = ResultOf<typeof Rules>['me']['webhooks'][number];
