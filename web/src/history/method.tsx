import type { Summary } from './figures';
import { formatRange } from './format';
import type { Span } from './view';

interface MethodProps {
  span: Span;
  summary: Summary;
}

/** What a printed page must say about its figures, because nobody can ask it. */
export function Method({ span, summary }: MethodProps) {
  const phones = summary.lines.some(({ source }) => source === 'GOPRO');
  const pairs = summary.lines.some(({ source }) => source === 'PAIR');
  return (
    <section className="hidden break-inside-avoid text-xs print:block">
      <h2 className="text-sm font-semibold">Method and uncertainty</h2>
      <p className="mt-1">The figures are those of {formatRange(span.from, span.to)}.</p>
      <p className="mt-1">
        The latency is the arrival of a video frame’s first packet at the server, minus the instant
        that a clock code in the frame shows. It contains camera, encoder, network and media server,
        and not the way to a viewer. Only the first frame in which a text is seen counts. The age of
        the code, the exposure, the display of the clock and the error of the clocks bound each
        value; the estimate is the most likely latency within these bounds.
      </p>
      <p className="mt-1">
        The bounds of the mean are the means of the bounds. A 95 % interval says how exactly a
        figure is known from so many samples: by a moving-block bootstrap, because successive
        samples are alike, and without the possible errors of clocks, screens and cameras.
        Percentiles are within 1 % of the exact ones, or within 1 ms where that is more. Values of
        different kinds of clocks are never mixed. Implausible values, and those of clocks that were
        proven wrong, are counted and not included.
      </p>
      {phones && (
        <p className="mt-1">
          The unknown error of a phone’s own clock is part of none of the bounds of “Clock code on a
          phone”.
        </p>
      )}
      {pairs && (
        <p className="mt-1">Two clocks in one picture give the difference of the two clocks.</p>
      )}
      {!summary.samplesKept && (
        <p className="mt-1">
          A part of the single samples was deleted because of its age. The figures come from sums
          and sketches of each minute.
        </p>
      )}
    </section>
  );
}
