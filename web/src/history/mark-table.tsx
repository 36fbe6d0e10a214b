import { Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Pager } from '../ui/pager';
import { saveFile } from '../ui/save-file';
import { formatDuration } from '../ui/time';
import { formatInstantOf } from './format';
import type { Mark } from './marks';
import { DeleteAnnotation, mostEvents } from './timeline';
import { timelineAsCsv } from './timeline-file';

const pageSize = 25;

interface MarkTableProps {
  marks: readonly Mark[];
  /** When the meeting began; later days are stated. */
  start: number;
  /** Whether there are more events than the page shows. */
  more: boolean;
  onChange: () => void;
}

/** What happened in the range, in the order of time. Annotations can be deleted here. */
export function MarkTable({ marks, start, more, onChange }: MarkTableProps) {
  const [wanted, setPage] = useState(0);
  if (marks.length === 0) return null;
  const pages = Math.ceil(marks.length / pageSize);
  const page = Math.min(wanted, pages - 1);
  return (
    <section aria-labelledby="timeline" className="rounded-2xl border border-line bg-surface">
      <div className="flex items-center justify-between gap-2 px-4 py-2 sm:px-5">
        <h2 id="timeline" className="font-semibold">
          Timeline
        </h2>
        <Button
          look="secondary"
          className="print:hidden"
          onClick={() => {
            saveFile('timeline.csv', 'text/csv', timelineAsCsv(marks));
          }}
        >
          <Download aria-hidden />
          Save the timeline
        </Button>
      </div>
      {more && (
        <Banner className="mx-4 mb-4">
          These are the first {mostEvents.toLocaleString()} events. Choose a shorter range to see
          all.
        </Banner>
      )}
      <div
        role="region"
        aria-label="Table of the timeline"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        tabIndex={0}
        className="relative overflow-x-auto border-t border-line"
      >
        <table className="w-full text-left text-sm tabular-nums">
          <caption className="sr-only">What happened, oldest first</caption>
          <thead className="bg-raised text-xs text-muted">
            <tr>
              <th scope="col" className="px-4 py-2.5 font-medium">
                Time
              </th>
              <th scope="col" className="hidden px-4 py-2.5 font-medium sm:table-cell">
                Duration
              </th>
              <th scope="col" className="px-4 py-2.5 font-medium">
                Event
              </th>
              <th scope="col" className="px-4 py-2.5 print:hidden">
                <span className="sr-only">Delete</span>
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {marks.slice(page * pageSize, (page + 1) * pageSize).map((mark) => (
              <Row key={mark.key} mark={mark} start={start} onChange={onChange} />
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <Pager
          of="events"
          page={page + 1}
          pages={pages}
          hasNext={page + 1 < pages}
          onPrevious={() => {
            setPage(page - 1);
          }}
          onNext={() => {
            setPage(page + 1);
          }}
        />
      )}
    </section>
  );
}

interface RowProps {
  mark: Mark;
  start: number;
  onChange: () => void;
}

function Row({ mark, start, onChange }: RowProps) {
  const { at, until, text, author, deletable } = mark;
  const duration =
    until === null ? '–' : until === Infinity ? 'goes on' : formatDuration(until - at);
  return (
    <tr>
      <td className="px-4 py-2 whitespace-nowrap">
        {formatInstantOf(at, start)}
        {until !== null && <span className="block text-muted sm:hidden">{duration}</span>}
      </td>
      <td className="hidden px-4 py-2 whitespace-nowrap text-muted sm:table-cell">{duration}</td>
      <td className="min-w-32 px-4 py-2 wrap-anywhere">
        {text}
        {author !== undefined && <span className="text-muted"> · {author}</span>}
      </td>
      <td className="px-4 py-1 text-right print:hidden">
        {deletable !== undefined && <Delete id={deletable} text={text} onDeleted={onChange} />}
      </td>
    </tr>
  );
}

interface DeleteProps {
  id: string;
  text: string;
  onDeleted: () => void;
}

/** Deletes an annotation after asking once more. */
function Delete({ id, text, onDeleted }: DeleteProps) {
  const [asked, setAsked] = useState(false);
  const [{ fetching, error }, deleteAnnotation] = useMutation(DeleteAnnotation);
  const confirm = async () => {
    const { error: failed } = await deleteAnnotation({ annotationId: id });
    if (failed === undefined) onDeleted();
  };
  if (!asked) {
    return (
      <Button
        look="quiet"
        aria-label={`Delete “${text}”`}
        className="px-3"
        onClick={() => {
          setAsked(true);
        }}
      >
        <Trash2 aria-hidden />
      </Button>
    );
  }
  return (
    <div
      role="group"
      aria-label={`Delete “${text}”?`}
      className="flex flex-wrap justify-end gap-2 whitespace-nowrap"
    >
      <Button look="danger" disabled={fetching} onClick={() => void confirm()}>
        Delete
      </Button>
      <Button
        look="secondary"
        onClick={() => {
          setAsked(false);
        }}
      >
        Keep
      </Button>
      {error !== undefined && (
        <Banner tone="danger" className="whitespace-normal">
          {graphqlProblem(error)}
        </Banner>
      )}
    </div>
  );
}
