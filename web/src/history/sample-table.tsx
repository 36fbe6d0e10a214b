import { useState } from 'react';
import { useQuery } from 'urql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Pager } from '../ui/pager';
import { formatArrival } from './format';
import { SamplePage } from './samples';
import { sourceNames } from './source-names';
import type { Span } from './view';

const pageSize = 25;

const validityNames = { IMPLAUSIBLE: 'implausible', CLOCK_FAULT: 'wrong clock' };

interface SampleTableProps {
  meetingId: string;
  range: Span;
  /** Whose samples; null for everybody's. */
  participantId: string | null;
  nameOf: (participantId: string) => string;
}

/** Every stored sample of a range, newest first, page by page. The first page follows a meeting that goes on. */
export function SampleTable({ meetingId, range, participantId, nameOf }: SampleTableProps) {
  /** The cursors of the pages so far; the last one is that of the current page. */
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  const [{ data, error, fetching, stale }] = useQuery({
    query: SamplePage,
    variables: {
      id: meetingId,
      last: pageSize,
      before: cursors.at(-1) ?? null,
      participantId,
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
    },
    requestPolicy: 'network-only',
  });
  const page = data?.meeting?.latencySamples;
  const edges = page?.edges.toReversed();

  return (
    <section
      aria-labelledby="samples"
      className="rounded-2xl border border-line bg-surface print:hidden"
    >
      <h2 id="samples" className="p-4 font-semibold sm:p-5">
        Samples
      </h2>
      {error !== undefined && (
        <Banner tone="danger" className="mx-4 mb-4">
          {graphqlProblem(error)}
        </Banner>
      )}
      {/* Scrolls sideways where it is narrow, for keyboards too. */}
      <div
        role="region"
        aria-label="Table of samples"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        tabIndex={0}
        className="relative overflow-x-auto border-t border-line"
        aria-busy={fetching || stale}
      >
        <table className="w-full text-left text-sm whitespace-nowrap tabular-nums">
          <caption className="sr-only">Stored latency samples, newest first</caption>
          <thead className="bg-raised text-xs text-muted">
            <tr>
              {['Frame arrived', 'Participant', 'Latency', 'Between', 'Clock', 'Zone', ''].map(
                (title) => (
                  <th key={title} scope="col" className="px-4 py-2.5 font-medium">
                    {title === '' ? <span className="sr-only">Remarks</span> : title}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {edges?.map(({ node }) => (
              <tr key={node.id}>
                <td className="px-4 py-2">
                  <time dateTime={node.arrivedAt}>{formatArrival(node.arrivedAt, range)}</time>
                </td>
                <td className="max-w-48 truncate px-4 py-2">{nameOf(node.participantId)}</td>
                <td className="px-4 py-2 font-medium">{Math.round(node.estimateMs)} ms</td>
                <td className="px-4 py-2 text-muted">
                  {Math.floor(node.estimateLowerMs)} – {Math.ceil(node.estimateUpperMs)} ms
                </td>
                <td className="px-4 py-2 text-muted">{sourceNames[node.source]}</td>
                <td className="px-4 py-2 text-muted">
                  {node.zone === 'ZONED' ? 'in the code' : 'inferred'}
                </td>
                <td className="px-4 py-2">
                  {node.validity !== 'VALID' && (
                    <span className="shape rounded-full bg-warn-soft px-2 py-0.5 text-xs font-medium text-warn">
                      {validityNames[node.validity]}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {edges?.length === 0 && (
          <p className="px-4 py-8 text-center text-sm text-muted">No samples.</p>
        )}
      </div>
      <Pager
        of="samples"
        page={cursors.length}
        hasNext={page?.pageInfo.hasPreviousPage === true}
        onPrevious={() => {
          setCursors(cursors.slice(0, -1));
        }}
        onNext={() => {
          setCursors([...cursors, page?.pageInfo.startCursor ?? null]);
        }}
      />
    </section>
  );
}
