import { useId, useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { SelectField, TextField } from '../ui/field';
import { CreateRule, type WebhookChoice } from './rules';

const kinds = {
  LATENCY: {
    title: 'the latency is above a limit',
    unit: 'ms',
    least: 1,
    most: 60_000,
    usual: 300,
  },
  LOSS: { title: 'packets get lost', unit: '%', least: 0.1, most: 100, usual: 5 },
  NO_READING: { title: 'a clock is not read any more', unit: null, least: 0, most: 0, usual: 0 },
} as const;

type Kind = keyof typeof kinds;

const leastSeconds = 5;
const mostSeconds = 300;

interface RuleFormProps {
  meetingId: string | null;
  webhooks: readonly WebhookChoice[];
  onAdded: () => void;
  onCancel: () => void;
}

/** What a new rule watches, and whom it tells. */
export function RuleForm({ meetingId, webhooks, onAdded, onCancel }: RuleFormProps) {
  const id = useId();
  const [{ fetching, error }, create] = useMutation(CreateRule);
  const [kind, setKind] = useState<Kind>('LATENCY');
  const [threshold, setThreshold] = useState(String(kinds.LATENCY.usual));
  const [seconds, setSeconds] = useState('30');
  const [byEmail, setByEmail] = useState(false);
  const [webhookId, setWebhookId] = useState('');
  const [checked, setChecked] = useState(false);
  const { unit, least, most } = kinds[kind];
  const limitProblem =
    unit !== null && !isBetween(threshold, least, most)
      ? `Enter ${least} to ${most.toLocaleString()} ${unit}.`
      : undefined;
  const secondsProblem =
    isBetween(seconds, leastSeconds, mostSeconds) && Number.isInteger(Number(seconds))
      ? undefined
      : `Enter ${leastSeconds} to ${mostSeconds} seconds.`;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (limitProblem !== undefined || secondsProblem !== undefined) return;
    const { error: failed } = await create({
      rule: {
        meetingId,
        kind,
        threshold: unit === null ? null : Number(threshold),
        seconds: Number(seconds),
        byEmail,
        webhookId: webhookId === '' ? null : webhookId,
      },
    });
    if (failed === undefined) onAdded();
  }

  return (
    <form
      noValidate
      aria-label="New alert rule"
      className="grid gap-4 rounded-2xl border border-line bg-surface p-4 sm:grid-cols-2"
      onSubmit={(event) => void submit(event)}
    >
      <SelectField
        className="sm:col-span-2"
        label="Alert me when"
        value={kind}
        onChange={(event) => {
          const chosen = event.target.value as Kind;
          setKind(chosen);
          setThreshold(String(kinds[chosen].usual));
        }}
      >
        {Object.entries(kinds).map(([value, { title }]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </SelectField>
      {unit !== null && (
        <TextField
          label={`Limit in ${unit}`}
          inputMode="decimal"
          autoComplete="off"
          value={threshold}
          error={checked ? limitProblem : undefined}
          onChange={(event) => {
            setThreshold(event.target.value);
          }}
        />
      )}
      <TextField
        label="For how many seconds"
        inputMode="numeric"
        autoComplete="off"
        value={seconds}
        error={checked ? secondsProblem : undefined}
        onChange={(event) => {
          setSeconds(event.target.value);
        }}
      />
      <div className="flex items-start gap-3 text-sm sm:col-span-2">
        <input
          id={`${id}-email`}
          type="checkbox"
          className="size-6 shrink-0 accent-accent"
          aria-describedby={`${id}-hint`}
          checked={byEmail}
          onChange={(event) => {
            setByEmail(event.target.checked);
          }}
        />
        <div>
          <label htmlFor={`${id}-email`} className="font-medium">
            Send me an e-mail
          </label>
          <p id={`${id}-hint`} className="text-muted">
            When it begins and when it ends, at most every 10 minutes.
          </p>
        </div>
      </div>
      {webhooks.length > 0 && (
        <SelectField
          className="sm:col-span-2"
          label="Post it to a webhook"
          value={webhookId}
          onChange={(event) => {
            setWebhookId(event.target.value);
          }}
        >
          <option value="">none</option>
          {webhooks.map((webhook) => (
            <option key={webhook.id} value={webhook.id}>
              {webhook.url}
            </option>
          ))}
        </SelectField>
      )}
      {error !== undefined && (
        <Banner tone="danger" className="sm:col-span-2">
          {graphqlProblem(error)}
        </Banner>
      )}
      <div className="flex flex-wrap gap-2 sm:col-span-2">
        <Button type="submit" disabled={fetching}>
          Add rule
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function isBetween(text: string, least: number, most: number): boolean {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return value >= least && value <= most;
}
