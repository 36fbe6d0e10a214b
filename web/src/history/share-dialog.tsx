import { useState, type FormEvent } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Copyable } from '../ui/copyable';
import { Dialog } from '../ui/dialog';
import { SelectField } from '../ui/field';
import { LifetimeField, usualLifetime } from '../ui/lifetime-field';
import { formatDateTime } from '../ui/time';
import { comparedSpans } from './comparison';
import { spanLabel, type MarkedSpan } from './marked-spans';
import {
  CreateSharedLink,
  RevokeSharedLink,
  sharedAddress,
  SharedLinks,
  type SharedLink,
} from './shared-links';

interface ShareDialogProps {
  meetingId: string;
  spans: readonly MarkedSpan[];
  onClose: () => void;
}

/** Creates, lists and revokes links with which others read the history, or the comparison of the marked spans. */
export function ShareDialog({ meetingId, spans, onClose }: ShareDialogProps) {
  const comparable = spans.length > 1;
  const [shows, setShows] = useState(comparable ? 'comparison' : 'history');
  const [days, setDays] = useState(usualLifetime);
  const [created, setCreated] = useState<{ token: string; id: string } | null>(null);
  const [{ data, error: failed }, load] = useQuery({
    query: SharedLinks,
    variables: { id: meetingId },
    requestPolicy: 'network-only',
  });
  const [creation, create] = useMutation(CreateSharedLink);
  const [revocation, revoke] = useMutation(RevokeSharedLink);
  const problem = creation.error ?? revocation.error ?? failed;
  // Null where the whole query failed, despite its type.
  const links = (data as typeof data | null)?.meeting?.sharedLinks;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const compared = shows === 'comparison' ? comparedSpans(spans) : null;
    const { data: answer } = await create({ meetingId, days, spans: compared });
    // Null where the mutation failed, despite its type.
    const made = (answer as typeof answer | null)?.createSharedLink;
    if (made === undefined) return;
    setCreated({ token: made.token, id: made.link.id });
    load({ requestPolicy: 'network-only' });
  }

  async function end(link: SharedLink) {
    await revoke({ id: link.id });
    if (created?.id === link.id) setCreated(null);
    load({ requestPolicy: 'network-only' });
  }

  return (
    <Dialog title="Share" onClose={onClose}>
      <p>
        Anyone with a link to the history can see figures, charts, notes and the names of the
        participants, compare ranges and download the samples, without an account. A link to a
        comparison shows the comparison only. Nobody can see the chat or e-mail addresses by a link,
        or change anything.
      </p>
      {problem !== undefined && <Banner tone="danger">{graphqlProblem(problem)}</Banner>}
      <form
        aria-label="New link"
        className="flex flex-col gap-4"
        onSubmit={(event) => void submit(event)}
      >
        <SelectField
          label="The link shows"
          value={shows}
          onChange={(event) => {
            setShows(event.target.value);
          }}
        >
          <option value="history">the history of this meeting</option>
          {comparable && (
            <option value="comparison">
              only the comparison of A to {spanLabel(spans.length - 1)}
            </option>
          )}
        </SelectField>
        <LifetimeField label="It expires after" days={days} onChange={setDays} />
        <Button type="submit" className="self-start" disabled={creation.fetching}>
          Create link
        </Button>
      </form>
      {created !== null && (
        <div className="flex min-w-0 flex-col gap-2">
          <p role="status" className="font-medium">
            Copy the link now: it is shown this once.
          </p>
          <Copyable label="link" text={sharedAddress(created.token)} />
        </div>
      )}
      {links !== undefined && links.length > 0 && (
        <section aria-labelledby="links" className="flex flex-col gap-1">
          <h3 id="links" className="font-medium">
            Links
          </h3>
          <ul className="divide-y divide-line">
            {links.map((link) => (
              <li key={link.id} className="flex items-center justify-between gap-3 py-2">
                <p className="min-w-0 wrap-anywhere">
                  {nameOf(link)}
                  <span className="block text-xs text-muted">{describe(link)}</span>
                </p>
                <Button
                  look="secondary"
                  aria-label={`Revoke: ${nameOf(link)}, ${describe(link)}`}
                  disabled={revocation.fetching}
                  onClick={() => void end(link)}
                >
                  Revoke
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}

function nameOf({ comparison, createdBy }: SharedLink): string {
  return `${comparison ? 'Comparison' : 'History'}, by ${createdBy}`;
}

function describe({ expiresAt, lastUsedAt }: SharedLink): string {
  const used = lastUsedAt === null ? 'never used' : `last used ${formatDateTime(lastUsedAt)}`;
  return `expires ${formatDateTime(expiresAt)} · ${used}`;
}
