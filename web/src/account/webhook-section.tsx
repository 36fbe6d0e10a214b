import { Webhook as WebhookIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Copyable } from '../ui/copyable';
import { DeliveryLog } from './delivery-log';
import { LineForm } from './line-form';
import { Section } from './section';
import {
  CreateWebhook,
  DeleteWebhook,
  TestWebhook,
  Webhooks,
  type CreatedWebhook,
  type Webhook,
} from './webhooks';

/** How often the log is read again while a message waits, in ms. */
const refreshMs = 3000;

/** Where alerts are posted: create, test, delete, and what was posted. */
export function WebhookSection() {
  const [{ data, error }, load] = useQuery({ query: Webhooks, requestPolicy: 'cache-and-network' });
  const [deleted, remove] = useMutation(DeleteWebhook);
  const [tested, test] = useMutation(TestWebhook);
  const [, create] = useMutation(CreateWebhook);
  const [created, setCreated] = useState<CreatedWebhook>();
  // Null where the whole query failed, despite its type.
  const webhooks = (data as typeof data | null)?.me.webhooks;
  const problem = error ?? deleted.error ?? tested.error;
  const waits = webhooks?.some(({ deliveries }) =>
    deliveries.some(({ status }) => status === 'WAITING'),
  );

  function reload() {
    load({ requestPolicy: 'network-only' });
  }

  useEffect(() => {
    if (waits !== true) return;
    const timer = setInterval(() => {
      load({ requestPolicy: 'network-only' });
    }, refreshMs);
    return () => {
      clearInterval(timer);
    };
  }, [waits, load]);

  async function add(url: string) {
    const { data: answer, error: failed } = await create({ url });
    if (failed !== undefined) throw new Error(graphqlProblem(failed));
    setCreated(answer?.createWebhook);
  }

  async function drop(webhook: Webhook) {
    await remove({ id: webhook.id });
    if (created?.webhook.id === webhook.id) setCreated(undefined);
    reload();
  }

  return (
    <Section
      title="Webhooks"
      text="Alerts can be posted to an address of yours, signed with a secret. Choose the webhook in an alert rule."
    >
      {problem !== undefined && <Banner tone="danger">{graphqlProblem(problem)}</Banner>}
      {created !== undefined && (
        <CreatedNote
          created={created}
          onDone={() => {
            setCreated(undefined);
          }}
        />
      )}
      {webhooks?.length === 0 && <p className="text-sm text-muted">You have no webhook yet.</p>}
      {webhooks?.map((webhook) => (
        <article
          key={webhook.id}
          aria-label={`Webhook ${webhook.url}`}
          className="overflow-hidden rounded-2xl border border-line bg-surface"
        >
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <p className="flex min-w-0 flex-1 basis-52 items-center gap-2 font-medium">
              <WebhookIcon aria-hidden className="size-4 shrink-0 text-muted" />
              <span className="wrap-anywhere">{webhook.url}</span>
            </p>
            <div className="flex gap-2">
              <Button
                look="secondary"
                aria-label={`Send a test to ${webhook.url}`}
                disabled={tested.fetching}
                onClick={() => void test({ id: webhook.id }).then(reload)}
              >
                Send a test
              </Button>
              <Button
                look="secondary"
                aria-label={`Delete ${webhook.url}`}
                disabled={deleted.fetching}
                onClick={() => void drop(webhook)}
              >
                Delete
              </Button>
            </div>
          </div>
          <DeliveryLog deliveries={webhook.deliveries} url={webhook.url} />
        </article>
      ))}
      <LineForm
        label="URL"
        placeholder="https://example.org/alerts"
        autoComplete="off"
        inputMode="url"
        hint="It must be on the public internet and begin with https://."
        button="Create a webhook"
        clearWhenSent
        send={add}
        onSent={reload}
      />
    </Section>
  );
}

/** Shows the secret of a new webhook, once. */
function CreatedNote({ created, onDone }: { created: CreatedWebhook; onDone: () => void }) {
  return (
    <section
      aria-label="The new webhook’s secret"
      className="flex min-w-0 flex-col gap-4 rounded-2xl border border-accent bg-surface p-4"
    >
      <div role="status">
        <h3 className="font-medium">Copy the secret now</h3>
        <p className="text-sm text-muted">
          It is shown this once. With it, your program verifies that a message is from here and was
          not changed.
        </p>
      </div>
      <Copyable label="secret" text={created.secret} />
      <Button look="secondary" className="self-start" onClick={onDone}>
        I have stored it
      </Button>
    </section>
  );
}
