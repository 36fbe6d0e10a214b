import { useMemo, useState } from 'react';
import { Pager } from '../ui/pager';
import { formatInstant } from './format';
import type { Lanes } from './lanes';

const pageSize = 25;

/** The values of the charts as a table, for people who cannot see them and for those who want numbers. */
export function BucketTable({ lanes: { times, lanes } }: { lanes: Lanes }) {
  const [page, setPage] = useState(0);
  const columns = useMemo(
    () =>
      lanes.flatMap(({ key, title, unit, digits, lines }) =>
        lines.flatMap((line) => {
          const column = (name: string, values: readonly (number | null)[]) => ({
            key: `${key} ${line.key} ${name}`,
            title: `${name}, ${line.name}`,
            cell: (index: number) => {
              const value = values[index];
              return typeof value === 'number'
                ? value.toLocaleString(undefined, { maximumFractionDigits: digits }) + unit
                : '–';
            },
            known: (index: number) => typeof values[index] === 'number',
          });
          if (line.low === undefined || line.high === undefined) {
            return [column(title, line.values)];
          }
          // The figures of latency need no other name.
          const of = (name: string) => (key === 'latency' ? name : `${title}, ${name}`);
          return [
            column(of('5th percentile'), line.low),
            column(of('Median'), line.values),
            column(of('95th percentile'), line.high),
            ...(line.lowest === undefined ? [] : [column(of('Lower bound'), line.lowest)]),
            ...(line.highest === undefined ? [] : [column(of('Upper bound'), line.highest)]),
          ];
        }),
      ),
    [lanes],
  );
  const rows = useMemo(
    () => times.map((_, i) => i).filter((i) => columns.some(({ known }) => known(i))),
    [times, columns],
  );
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const current = Math.min(page, pages - 1);
  const step = (times[1] ?? 0) - (times[0] ?? 0);

  return (
    <details className="rounded-2xl border border-line bg-surface print:hidden">
      <summary className="cursor-pointer p-4 font-semibold sm:p-5">Values of the charts</summary>
      {/* Scrolls sideways where it is narrow, for keyboards too. */}
      <div
        role="region"
        aria-label="Table of the charts"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        tabIndex={0}
        className="relative overflow-x-auto border-t border-line"
      >
        <table className="w-full text-left text-sm whitespace-nowrap tabular-nums">
          <caption className="sr-only">Values over time, oldest first</caption>
          <thead className="bg-raised text-xs text-muted">
            <tr>
              <th scope="col" className="px-4 py-2.5 font-medium">
                From
              </th>
              {columns.map(({ key, title }) => (
                <th key={key} scope="col" className="px-4 py-2.5 font-medium">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.slice(current * pageSize, (current + 1) * pageSize).map((index) => (
              <tr key={index}>
                <th scope="row" className="px-4 py-2 font-normal">
                  {formatInstant(1000 * ((times[index] ?? 0) - step / 2))}
                </th>
                {columns.map(({ key, cell }) => (
                  <td key={key} className="px-4 py-2">
                    {cell(index)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager
        of="values"
        page={current + 1}
        pages={pages}
        hasNext={current + 1 < pages}
        onPrevious={() => {
          setPage(current - 1);
        }}
        onNext={() => {
          setPage(current + 1);
        }}
      />
    </details>
  );
}
