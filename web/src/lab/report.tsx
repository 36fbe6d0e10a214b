import { Download, Printer, RotateCcw } from 'lucide-react';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Heading } from '../ui/heading';
import { saveFile } from '../ui/save-file';
import { formatDuration } from '../ui/time';
import { DataTable } from './data-table';
import { toCsv } from './export';
import { Histogram } from './histogram';
import type { Job } from './lab';
import { clockFigures, type ClockFigures, type PairSummary, type Result } from './result';

interface ReportProps {
  job: Job;
  result: Result;
  onAnother: () => void;
}

/** What was found in a video: the differences of two clocks first, then each clock, then every reading. */
export function Report({ job, result, onAnother }: ReportProps) {
  const clocks = clockFigures(result);
  const name = job.fileName.replace(/\.[^.]*$/, '');
  return (
    <div className="flex flex-col gap-6">
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0 flex-1 basis-64">
          <Heading className="text-2xl font-semibold tracking-tight wrap-anywhere">
            {job.fileName}
          </Heading>
          <p className="text-sm text-muted">{facts(result)}</p>
        </div>
        <div className="flex flex-wrap gap-2 print:hidden">
          <Button
            look="secondary"
            onClick={() => {
              saveFile(`${name}.csv`, 'text/csv', toCsv(result));
            }}
          >
            <Download aria-hidden />
            CSV
          </Button>
          <Button
            look="secondary"
            onClick={() => {
              saveFile(`${name}.json`, 'application/json', JSON.stringify(result, null, 1));
            }}
          >
            <Download aria-hidden />
            JSON
          </Button>
          <Button
            look="secondary"
            onClick={() => {
              window.print();
            }}
          >
            <Printer aria-hidden />
            Print
          </Button>
          <Button onClick={onAnother}>
            <RotateCcw aria-hidden />
            Another video
          </Button>
        </div>
      </header>
      {job.message !== '' && <Banner tone="warning">{job.message}</Banner>}
      {result.pairSummaries.map((pair) => (
        <PairSection key={`${pair.ahead} ${pair.behind}`} summary={pair} result={result} />
      ))}
      {result.pairSummaries.length === 0 && <NoPairs clocks={clocks.length} />}
      {clocks.length > 0 && <ClockTable clocks={clocks} />}
      {result.codes.length > 0 && <DataTable result={result} />}
    </div>
  );
}

function facts({ frames, width, height, seconds, clockFrames, damagedFrames }: Result): string {
  const share = frames === 0 ? 0 : Math.round((100 * clockFrames) / frames);
  return [
    `${frames.toLocaleString()} frames`,
    `${width} × ${height}`,
    ...(seconds === null ? [] : [formatDuration(seconds * 1000)]),
    `a clock in ${share} % of the frames`,
    ...(damagedFrames > 0 ? [`${damagedFrames.toLocaleString()} damaged frames left out`] : []),
  ].join(' · ');
}

function PairSection({ summary, result }: { summary: PairSummary; result: Result }) {
  const { ahead, behind, n, medianMs, p5Ms, p95Ms, lowMs, highMs } = summary;
  const values = result.pairs
    .filter((pair) => pair.ahead === ahead && pair.behind === behind)
    .map(({ differenceMs }) => differenceMs);
  const cells = [
    ['Median', `${Math.round(medianMs)} ms`],
    ['5th to 95th percentile', `${Math.round(p5Ms)} – ${Math.round(p95Ms)} ms`],
    ['Bounds of the median', `${Math.floor(lowMs)} – ${Math.ceil(highMs)} ms`],
    ['Frames with both', n.toLocaleString()],
  ] as const;
  return (
    <section className="rounded-2xl border border-line bg-surface p-4 sm:p-5">
      <h2 className="font-semibold">
        Clock {behind} is {Math.round(medianMs)} ms behind clock {ahead}
      </h2>
      <p className="mt-1 max-w-prose text-sm text-pretty text-muted">
        If clock {behind} is a delayed copy of clock {ahead}, this is the glass-to-glass latency of
        whatever is between them.
      </p>
      <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2">
        {cells.map(([term, value]) => (
          <div key={term}>
            <dt className="text-xs text-muted">{term}</dt>
            <dd className="font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <Histogram label={`Differences of clocks ${ahead} and ${behind}`} values={values} />
    </section>
  );
}

function NoPairs({ clocks }: { clocks: number }) {
  return clocks === 0 ? (
    <Banner tone="warning" title="No clock was read in this video">
      Film nearer and sharper, without reflections: a code should fill a fifth of the picture’s
      height.
    </Banner>
  ) : (
    <Banner title="No frame shows two clocks">
      The readings of single clocks are below. To measure a latency, film the clock and its delayed
      copy in one picture.
    </Banner>
  );
}

function ClockTable({ clocks }: { clocks: readonly ClockFigures[] }) {
  return (
    <section aria-labelledby="lab-clocks" className="rounded-2xl border border-line bg-surface">
      <h2 id="lab-clocks" className="p-4 font-semibold sm:p-5">
        Clocks
      </h2>
      <div
        role="region"
        aria-label="Table of clocks"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        tabIndex={0}
        className="relative overflow-x-auto border-t border-line"
      >
        <table className="w-full text-left text-sm whitespace-nowrap tabular-nums print:whitespace-normal">
          <caption className="sr-only">The clocks of the video by their place</caption>
          <thead className="bg-raised text-xs text-muted">
            <tr>
              {['Clock', 'Id', 'Read in', 'Different times', 'First', 'Last'].map((title) => (
                <th key={title} scope="col" className="px-4 py-2.5 font-medium">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {clocks.map(({ place, id, frames, rate, texts, first, last }) => (
              <tr key={place}>
                <th scope="row" className="px-4 py-2 font-medium">
                  {place}
                </th>
                <td className="px-4 py-2">{id ?? '–'}</td>
                <td className="px-4 py-2">
                  {frames.toLocaleString()} frames ({Math.round(100 * rate)} %)
                </td>
                <td className="px-4 py-2">{texts.toLocaleString()}</td>
                <td className="px-4 py-2 font-mono text-xs print:break-all">{first}</td>
                <td className="px-4 py-2 font-mono text-xs print:break-all">{last}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
