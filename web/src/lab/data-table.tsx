import { useState } from 'react';
import { SelectField } from '../ui/field';
import { Pager } from '../ui/pager';
import type { Code, Pair, Result } from './result';

const pageSize = 25;

/** Every difference or every code, in the order of the frames, page by page. */
export function DataTable({ result }: { result: Result }) {
  const { pairs, codes } = result;
  const [kind, setKind] = useState<'pairs' | 'codes'>(pairs.length > 0 ? 'pairs' : 'codes');
  const [page, setPage] = useState(0);
  const rows: readonly (readonly string[])[] = (
    kind === 'pairs'
      ? pairs.slice(page * pageSize, (page + 1) * pageSize).map(pairRow)
      : codes.slice(page * pageSize, (page + 1) * pageSize).map(codeRow)
  ) as readonly (readonly string[])[];
  const total = kind === 'pairs' ? pairs.length : codes.length;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const titles =
    kind === 'pairs'
      ? ['Time', 'Frame', 'Clocks', 'Difference', 'Between']
      : ['Time', 'Frame', 'Place', 'Text', 'Remark'];
  return (
    <section
      aria-labelledby="lab-data"
      className="rounded-2xl border border-line bg-surface print:hidden"
    >
      <div className="flex flex-wrap items-end justify-between gap-4 p-4 sm:p-5">
        <h2 id="lab-data" className="font-semibold">
          All readings
        </h2>
        <SelectField
          label="Show"
          className="w-56"
          value={kind}
          onChange={(event) => {
            setKind(event.target.value === 'pairs' ? 'pairs' : 'codes');
            setPage(0);
          }}
        >
          <option value="pairs">Differences ({pairs.length.toLocaleString()})</option>
          <option value="codes">Codes ({codes.length.toLocaleString()})</option>
        </SelectField>
      </div>
      {/* Scrolls sideways where it is narrow, for keyboards too. */}
      <div
        role="region"
        aria-label="Table of readings"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        tabIndex={0}
        className="relative overflow-x-auto border-t border-line"
      >
        <table className="w-full text-left text-sm whitespace-nowrap tabular-nums">
          <caption className="sr-only">
            {kind === 'pairs' ? 'Differences of two clocks in one frame' : 'Codes that were read'}
          </caption>
          <thead className="bg-raised text-xs text-muted">
            <tr>
              {titles.map((title) => (
                <th key={title} scope="col" className="px-4 py-2.5 font-medium">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((cells, row) => (
              <tr key={page * pageSize + row}>
                {cells.map((cell, column) => (
                  <td key={titles[column]} className="px-4 py-2">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {total === 0 && <p className="px-4 py-8 text-center text-sm text-muted">None.</p>}
      </div>
      <Pager
        of="readings"
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
    </section>
  );
}

function pairRow(pair: Pair): readonly string[] {
  return [
    time(pair.seconds),
    pair.frame.toLocaleString(),
    `${pair.behind} behind ${pair.ahead}`,
    `${Math.round(pair.differenceMs)} ms`,
    `${Math.floor(pair.lowMs)} – ${Math.ceil(pair.highMs)} ms`,
  ];
}

function codeRow(code: Code): readonly string[] {
  // A code can hold kilobytes of text.
  const text = code.text.length > 80 ? `${code.text.slice(0, 79)}…` : code.text;
  return [
    time(code.seconds),
    code.frame.toLocaleString(),
    String(code.place),
    text,
    code.reason === null ? '' : 'not a clock',
  ];
}

function time(seconds: number | null): string {
  return seconds === null ? '–' : `${seconds.toFixed(3)} s`;
}
