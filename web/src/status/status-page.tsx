import { ServerCrash, ShieldOff } from 'lucide-react';
import { Page, RequireAccount } from '../session';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Heading } from '../ui/heading';
import { Loading, Message } from '../ui/panels';
import { formatDateTime } from '../ui/time';
import { Parts } from './parts';
import { ProblemList, WhatToDo } from './problem-list';
import type { Failure } from './status';
import { useStatus } from './use-status';

/** `/status`: what runs, how it is and what is wrong, for the operators of this installation. */
export default function StatusPage() {
  return (
    <RequireAccount reason="Sign in to see the status">
      {({ email }) => (
        <Page title="Status" wide>
          <Content email={email} />
        </Page>
      )}
    </RequireAccount>
  );
}

function Content({ email }: { email: string }) {
  const { status, failure, reload, refresh } = useStatus();
  if (failure?.forbidden === true) {
    return (
      <Message
        icon={ShieldOff}
        title="Only operators can see the status"
        action={<Button onClick={reload}>Try again</Button>}
      >
        Whoever administers this server can add your address, {email}, to the setting{' '}
        <code>CHATTYCAT_OPERATORS</code> and restart the application.
      </Message>
    );
  }
  if (status === null) {
    return failure === null ? (
      <Loading>Loading the status…</Loading>
    ) : (
      <Message
        icon={ServerCrash}
        title="The status could not be loaded"
        action={<Button onClick={reload}>Try again</Button>}
      >
        <p>{failure.text}</p>
        {failure.runbook !== null && <WhatToDo runbook={failure.runbook} />}
      </Message>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <Heading className="text-2xl font-semibold tracking-tight">Status</Heading>
        <p className="text-sm text-muted">Refreshed every 5 seconds</p>
      </div>
      {failure !== null && <Stale at={status.at} failure={failure} />}
      {failure === null && <ProblemList problems={status.problems} at={status.at} />}
      <Parts status={status} onChange={refresh} />
    </div>
  );
}

/** What is shown below is old. */
function Stale({ at, failure }: { at: string; failure: Failure }) {
  return (
    <Banner tone="danger" title={`Out of date. ${failure.text}`}>
      {failure.runbook !== null && <WhatToDo runbook={failure.runbook} />}
      <p>Everything below is as it was on {formatDateTime(at)}. The page keeps trying.</p>
    </Banner>
  );
}
