import { Plus, Terminal } from 'lucide-react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { formatDateTime } from '../ui/time';
import { CreatedTokenNote } from './created-token';
import { Entry, EntryList, Section } from './section';
import { TokenForm } from './token-form';
import { RevokeToken, Tokens, type CreatedToken, type Token } from './tokens';

/** The personal access tokens of the account: create, list, revoke. */
export function TokenSection() {
  const [{ data, error }, load] = useQuery({
    query: Tokens,
    requestPolicy: 'cache-and-network',
  });
  const [revoked, revoke] = useMutation(RevokeToken);
  const [creating, setCreating] = useState(false);
  const [created, setCreated] = useState<CreatedToken>();
  // Null where the whole query failed, despite its type.
  const tokens = (data as typeof data | null)?.me.accessTokens;
  const problem = error ?? revoked.error;

  function reload() {
    load({ requestPolicy: 'network-only' });
  }

  async function end(token: Token) {
    await revoke({ id: token.id });
    if (created?.accessToken.id === token.id) setCreated(undefined);
    reload();
  }

  return (
    <Section
      title="Access tokens"
      text="With a token, a program uses the GraphQL API and the export for you. Programs that use a revoked token are cut off within two seconds."
    >
      {problem !== undefined && <Banner tone="danger">{graphqlProblem(problem)}</Banner>}
      {created !== undefined && (
        <CreatedTokenNote
          created={created}
          onDone={() => {
            setCreated(undefined);
          }}
        />
      )}
      {tokens !== undefined && (
        <EntryList empty="You have no access token yet.">
          {tokens.map((token) => (
            <Entry
              key={token.id}
              title={
                <>
                  <Terminal aria-hidden className="size-4 shrink-0 text-muted" />
                  <span className="wrap-anywhere">{token.name}</span>
                  {isExpired(token) && (
                    <span className="shape rounded-full bg-danger-soft px-2 py-0.5 text-xs text-danger">
                      Expired
                    </span>
                  )}
                </>
              }
              text={describe(token)}
              actions={
                <Button
                  look="secondary"
                  aria-label={`Revoke ${token.name}`}
                  disabled={revoked.fetching}
                  onClick={() => void end(token)}
                >
                  Revoke
                </Button>
              }
            />
          ))}
        </EntryList>
      )}
      {creating ? (
        <TokenForm
          onCreated={(token) => {
            setCreated(token);
            setCreating(false);
            reload();
          }}
          onCancel={() => {
            setCreating(false);
          }}
        />
      ) : (
        <Button
          look="secondary"
          className="self-start"
          onClick={() => {
            setCreating(true);
          }}
        >
          <Plus aria-hidden />
          Create a token
        </Button>
      )}
    </Section>
  );
}

function isExpired({ expiresAt }: Token): boolean {
  return new Date(expiresAt).getTime() <= Date.now();
}

function describe(token: Token): string {
  const access = token.access === 'READ' ? 'Reads' : 'Reads and changes';
  const scope =
    token.meetingId === null ? 'all meetings' : `meeting ${token.meetingId.slice(0, 8)}…`;
  const expiry = `${isExpired(token) ? 'expired' : 'expires'} ${formatDateTime(token.expiresAt)}`;
  const used =
    token.lastUsedAt === null ? 'never used' : `last used ${formatDateTime(token.lastUsedAt)}`;
  return `${access} ${scope} · ${expiry} · ${used}`;
}
