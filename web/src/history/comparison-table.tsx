import type { Comparison } from './comparison';
import { formatDifference, formatFigure } from './comparison';
import { quantile } from './distribution';
import { formatMs } from './format';
import { SpanBadge } from './span-badge';

const bitsPerKilobit = 1000;

/** The figures of the spans, and their differences from the first one. */
export function ComparisonTable({
  comparison: { spans, differences },
}: {
  comparison: Comparison;
}) {
  const known = (seconds: number, text: string) => (seconds === 0 ? '–' : text);
  const rows: readonly [string, readonly string[]][] = [
    ['Median', spans.map(({ medianMs }) => formatMs(medianMs))],
    [
      'Middle half',
      spans.map(({ seconds: count, bins }) =>
        known(
          count,
          `${formatMs(quantile({ bins, count }, 0.25))} – ${formatMs(quantile({ bins, count }, 0.75))}`,
        ),
      ),
    ],
    [
      'Difference of medians',
      differencesOf(({ medianMs, lowerMs, upperMs }) =>
        formatDifference(
          medianMs === null ? null : { value: medianMs, lower: lowerMs, upper: upperMs },
          'ms',
        ),
      ),
    ],
    ['Lost packets', spans.map(({ lossPercent }) => figure(lossPercent, '%'))],
    ['Difference of loss', differencesOf(({ lossPercent }) => formatDifference(lossPercent, '%'))],
    ['Bit rate', spans.map(({ bitsPerSecond }) => figure(kilobits(bitsPerSecond), 'kbit/s'))],
    [
      'Difference of bit rate',
      differencesOf(({ bitsPerSecond: one }) =>
        formatDifference(
          one && {
            value: one.value / bitsPerKilobit,
            lower: kilobits(one.lower),
            upper: kilobits(one.upper),
          },
          'kbit/s',
        ),
      ),
    ],
    ['Frames', spans.map(({ framesPerSecond }) => figure(framesPerSecond, 'fps'))],
    [
      'Difference of frames',
      differencesOf(({ framesPerSecond }) => formatDifference(framesPerSecond, 'fps')),
    ],
    ['Seconds', spans.map(({ seconds }) => seconds.toLocaleString())],
    [
      'Blocks',
      spans.map(({ blocks, blockSeconds }) =>
        blockSeconds === null ? '–' : `${blocks.toLocaleString()} of ${blockSeconds} s`,
      ),
    ],
    [
      'Error of the clocks',
      spans.map(({ seconds, clockErrorMs }) =>
        known(seconds, clockErrorMs === null ? 'unknown' : `± ${figure(clockErrorMs, 'ms')}`),
      ),
    ],
  ];

  /** A cell for each span; the first one is what the others are compared with. */
  function differencesOf(cell: (difference: (typeof differences)[number]) => string): string[] {
    return spans.map(({ label }) => {
      const difference = differences.find((one) => one.label === label);
      return difference === undefined ? '' : cell(difference);
    });
  }

  return (
    <div
      role="region"
      aria-label="Table of the comparison"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
      tabIndex={0}
      className="relative mt-3 overflow-x-auto"
    >
      <table className="w-full text-left text-sm whitespace-nowrap tabular-nums">
        <caption className="sr-only">Figures of the spans, and differences from the first</caption>
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className="py-2 pr-4 font-medium">
              Figure
            </th>
            {spans.map(({ label }, index) => (
              <th key={label} scope="col" className="px-4 py-2 font-medium">
                <SpanBadge index={index} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(([name, cells]) => (
            <tr key={name}>
              <th scope="row" className="py-2 pr-4 font-normal">
                {name}
              </th>
              {cells.map((cell, index) => (
                <td key={spans[index]?.label} className="px-4 py-2">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function kilobits(bits: number | null): number | null {
  return bits === null ? null : bits / bitsPerKilobit;
}

function figure(value: number | null, unit: string): string {
  return value === null ? '–' : `${formatFigure(value)} ${unit}`;
}
