import { MonitorSmartphone } from 'lucide-react';
import { request } from '../api/http';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { formatDateTime } from '../ui/time';
import { fetchSessions } from './account';
import { Entry, EntryList, Section } from './section';
import { useResource } from './use-resource';

/** The sessions of the account, and a way to sign each of them out. */
export function SessionSection() {
  const { data, problem, busy, change } = useResource(fetchSessions);
  const end = (path: string) => change(() => request('DELETE', path));

  return (
    <Section title="Sessions" text="Signing out a session ends its calls within two seconds.">
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
      {data !== null && (
        <EntryList empty="No sessions.">
          {data.map(({ id, browser, address, signedInAt, lastSeenAt, current }) => (
            <Entry
              key={id}
              title={
                <>
                  <MonitorSmartphone aria-hidden className="size-4 shrink-0 text-muted" />
                  {browser}
                  {current && (
                    <span className="shape rounded-full bg-accent-soft px-2 py-0.5 text-xs text-accent">
                      This session
                    </span>
                  )}
                </>
              }
              text={`${address} · signed in ${formatDateTime(signedInAt)} · last seen ${formatDateTime(lastSeenAt)}`}
              actions={
                !current && (
                  <Button
                    look="secondary"
                    disabled={busy}
                    onClick={() => void end(`/api/account/sessions/${encodeURIComponent(id)}`)}
                  >
                    Sign out
                  </Button>
                )
              }
            />
          ))}
        </EntryList>
      )}
      {data !== null && data.length > 1 && (
        <Button
          look="secondary"
          className="self-start"
          disabled={busy}
          onClick={() => void end('/api/account/sessions')}
        >
          Sign out all others
        </Button>
      )}
    </Section>
  );
}
