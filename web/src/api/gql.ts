import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../../target/graphql-env';

/** `graphql('query …')`, typed from the schema that the server runs. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Duration: string; Long: number; UUID: string };
}>();

export type { ResultOf, VariablesOf } from 'gql.tada';
