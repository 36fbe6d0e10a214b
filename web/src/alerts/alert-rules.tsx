import { BellRing, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { RuleForm } from './rule-form';
import { DeleteRule, Rules, type Rule, type WebhookChoice } from './rules';

interface AlertRulesProps {
  /** The meeting that new rules are for; null for all meetings of the account. */
  meetingId: string | null;
}

/** The alert rules of a meeting that the account created, or all of the account: list, add, delete. */
export function AlertRules({ meetingId }: AlertRulesProps) {
  const [{ data, error }, load] = useQuery({ query: Rules, requestPolicy: 'cache-and-network' });
  const [deleted, remove] = useMutation(DeleteRule);
  const [adding, setAdding] = useState(false);
  // Null where the whole query failed, despite its type.
  const me = (data as typeof data | null)?.me;
  const rules = me?.alertRules.filter(
    (rule) => meetingId === null || rule.meetingId === null || rule.meetingId === meetingId,
  );
  const problem = error ?? deleted.error;

  function reload() {
    load({ requestPolicy: 'network-only' });
  }

  async function drop(rule: Rule) {
    await remove({ id: rule.id });
    reload();
  }

  return (
    <div className="flex flex-col gap-4">
      {problem !== undefined && <Banner tone="danger">{graphqlProblem(problem)}</Banner>}
      {rules?.length === 0 && <p className="text-sm text-muted">There is no alert rule yet.</p>}
      {rules !== undefined && rules.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
          {rules.map((rule) => (
            <li key={rule.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
              <div className="min-w-0 flex-1 basis-52">
                <p className="flex items-center gap-2 font-medium">
                  <BellRing aria-hidden className="size-4 shrink-0 text-muted" />
                  <span className="wrap-anywhere first-letter:uppercase">{rule.text}</span>
                </p>
                <p className="text-sm wrap-anywhere text-muted">
                  {describe(rule, meetingId, me?.webhooks ?? [])}
                </p>
              </div>
              <Button
                look="secondary"
                aria-label={`Delete the rule “${rule.text}”`}
                disabled={deleted.fetching}
                onClick={() => void drop(rule)}
              >
                <Trash2 aria-hidden />
                Delete
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding ? (
        <RuleForm
          meetingId={meetingId}
          webhooks={me?.webhooks ?? []}
          onAdded={() => {
            setAdding(false);
            reload();
          }}
          onCancel={() => {
            setAdding(false);
          }}
        />
      ) : (
        me !== undefined && (
          <Button
            look="secondary"
            className="self-start"
            onClick={() => {
              setAdding(true);
            }}
          >
            <Plus aria-hidden />
            Add an alert rule
          </Button>
        )
      )}
    </div>
  );
}

function describe(rule: Rule, meetingId: string | null, webhooks: readonly WebhookChoice[]) {
  const url = webhooks.find(({ id }) => id === rule.webhookId)?.url;
  return [
    rule.meetingId === null
      ? 'all meetings that you created'
      : rule.meetingId === meetingId
        ? 'this meeting'
        : `meeting ${rule.meetingId.slice(0, 8)}…`,
    'shown in the room',
    ...(rule.byEmail ? ['e-mail'] : []),
    ...(url === undefined ? [] : [`posted to ${url}`]),
  ].join(' · ');
}
