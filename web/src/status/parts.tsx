import { formatDateTime, formatDuration } from '../ui/time';
import { DrainButton } from './drain-button';
import { Part, PartSection, type Figure } from './part-list';
import type { MediaServer, Status, Waiting } from './status';

/**
 * All parts of the installation.
 *
 * @param onChange called when an operator changed something
 */
export function Parts({ status, onChange }: { status: Status; onChange: () => void }) {
  const { instances, mediaServers, workers } = status;
  return (
    <>
      <PartSection title="Application">
        {instances.map((one) => (
          <Part
            key={one.id}
            name={`Instance ${one.id.slice(0, 8)}`}
            state={
              one.alive
                ? { good: true, word: one.answering ? 'Runs, answers this page' : 'Runs' }
                : { good: false, word: 'Does not renew its lease' }
            }
            figures={[
              { name: 'Version', value: one.version ?? 'An earlier one' },
              { name: 'Started', value: formatDateTime(one.startedAt) },
              { name: 'Lease renewed', value: ago(one.renewedSecondsAgo) },
              { name: 'People in calls', value: count(one.participants) },
              {
                name: 'Open sockets',
                value: one.sockets === null ? 'Unknown' : count(one.sockets),
              },
            ]}
          />
        ))}
      </PartSection>
      <PartSection title="Database">
        {[<Database key="database" {...status.database} />]}
      </PartSection>
      <PartSection title="Media servers" empty="None is configured.">
        {mediaServers.map((one) => (
          <Part
            key={one.address}
            name={one.address}
            state={serverState(one)}
            action={<DrainButton server={one} onChange={onChange} />}
            figures={[
              { name: 'Version', value: one.version ?? 'Unknown' },
              {
                name: one.answers ? 'Answers since' : 'Silent since',
                value: formatDateTime(one.since),
              },
              {
                name: 'Last answer',
                value: one.answeredSecondsAgo === null ? 'None yet' : ago(one.answeredSecondsAgo),
              },
              ...(one.drainingSince === null
                ? []
                : [{ name: 'Out of service since', value: formatDateTime(one.drainingSince) }]),
              { name: 'Meetings', value: count(one.meetings) },
              { name: 'People', value: count(one.participants) },
              { name: 'Videos to analyse', value: count(one.streams) },
            ]}
          />
        ))}
      </PartSection>
      <PartSection title="Analysis workers" empty="None is running.">
        {workers.map((one) => (
          <Part
            key={one.id}
            name={one.name}
            state={{ good: one.alive, word: one.alive ? 'Runs' : 'Gone' }}
            figures={[
              { name: 'Started', value: formatDateTime(one.startedAt) },
              { name: 'Last heartbeat', value: ago(one.heartbeatSecondsAgo) },
              { name: 'Clock against database', value: clock(one.clockOffsetMs, one.clockErrorMs) },
              { name: 'Videos it analyses', value: count(one.taps) },
            ]}
          />
        ))}
      </PartSection>
      <PartSection title="Messages that wait">
        {[
          <Part
            key="emails"
            name="Emails to the mail server"
            state={null}
            figures={waiting(status.emails)}
          />,
          <Part
            key="webhooks"
            name="Alerts to webhooks"
            state={null}
            figures={waiting(status.webhooks)}
          />,
        ]}
      </PartSection>
    </>
  );
}

function serverState({ answers, full, drainingSince, meetings }: MediaServer) {
  if (!answers) return { good: false, word: 'Does not answer' };
  if (drainingSince !== null) {
    return { good: true, word: meetings === 0 ? 'Out of service' : 'Going out of service' };
  }
  return full ? { good: false, word: 'Full' } : { good: true, word: 'Answers' };
}

function Database({ answers, migration, clockOffsetMs, clockErrorMs, pools }: Status['database']) {
  return (
    <Part
      name="PostgreSQL"
      state={{ good: answers, word: answers ? 'Answers' : 'Does not answer' }}
      figures={[
        { name: 'Version of the tables', value: migration ?? 'Unknown' },
        { name: 'Clock against this instance', value: clock(clockOffsetMs, clockErrorMs) },
        ...pools.map(({ name, inUse, most, waiting: queued }) => ({
          name: `Connections for ${name}`,
          value: `${inUse} of ${most} in use${queued > 0 ? `, ${queued} wait` : ''}`,
        })),
      ]}
    />
  );
}

function waiting({ waiting: howMany, oldestSeconds, failing }: Waiting): Figure[] {
  return [
    { name: 'Waiting', value: count(howMany) },
    { name: 'The oldest waits', value: howMany === 0 ? '–' : formatDuration(oldestSeconds * 1000) },
    { name: 'Failed at least once', value: count(failing) },
  ];
}

function count(value: number): string {
  return value.toLocaleString();
}

function ago(seconds: number): string {
  return `${formatDuration(seconds * 1000)} ago`;
}

/** How far the first clock is ahead of the second. */
function clock(offsetMs: number | null, errorMs: number | null): string {
  return offsetMs === null || errorMs === null
    ? 'Not compared yet'
    : `${offsetMs.toFixed(1)} ms ± ${errorMs.toFixed(1)} ms`;
}
