import { useCallback, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { RecordingRow } from './recording-row';
import { Recordings } from './recordings';

/** How often the files of a recording that goes on are loaded again, in ms. */
const refreshMs = 10_000;

/** The video files that were recorded in the meeting. Absent from meetings without any. */
export function RecordingSection({ meetingId }: { meetingId: string }) {
  const [{ data, error }, load] = useQuery({
    query: Recordings,
    variables: { id: meetingId },
    requestPolicy: 'cache-and-network',
  });
  const [message, setMessage] = useState('');
  const reload = useCallback(() => {
    load({ requestPolicy: 'network-only' });
  }, [load]);
  const files = data?.meeting?.recordings ?? [];
  const goesOn = files.some(({ state }) => state === 'RECORDING');
  useEffect(() => {
    if (!goesOn) return undefined;
    const timer = setInterval(reload, refreshMs);
    return () => {
      clearInterval(timer);
    };
  }, [goesOn, reload]);
  if (error !== undefined) {
    return (
      <Banner
        tone="danger"
        title="The recordings could not be loaded."
        action={<Button onClick={reload}>Try again</Button>}
      >
        {graphqlProblem(error)}
      </Banner>
    );
  }
  return (
    <>
      <span role="status" className="sr-only">
        {message}
      </span>
      {files.length > 0 && (
        <section
          aria-labelledby="recordings"
          className="rounded-2xl border border-line bg-surface print:hidden"
        >
          <h2 id="recordings" className="px-4 py-3.5 font-semibold sm:px-5">
            Recordings
          </h2>
          <ul className="divide-y divide-line border-t border-line">
            {files.map((file) => (
              <RecordingRow
                key={file.id}
                file={file}
                onDeleted={() => {
                  setMessage('The recording was deleted.');
                  reload();
                }}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
