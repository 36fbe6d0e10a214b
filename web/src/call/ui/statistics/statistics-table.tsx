import { useId } from 'react';
import type { StreamFigures } from '../../engine/connection/stream-figures';
import { describeState, figures, type Described } from './statistics-text';

const kinds = { video: 'Video', audio: 'Audio' } as const;

/** The figures of one publication: a column for its video and one for its audio. */
export function StatisticsTable(described: Described) {
  const id = useId();
  const streams = described.statistics?.streams ?? [];
  return (
    <section
      aria-labelledby={id}
      className="flex flex-col gap-2 border-t border-line p-4 first-of-type:border-t-0"
    >
      <h3 id={id} className="font-semibold wrap-anywhere">
        {described.name}
      </h3>
      <p className="text-xs text-pretty text-muted">{describeState(described)}</p>
      {streams.length > 0 && (
        <table aria-labelledby={id} className="w-full table-fixed text-left tabular-nums">
          <thead className="text-xs text-muted">
            <tr>
              <th scope="col" className="w-[30%] py-1 font-medium">
                <span className="sr-only">Figure</span>
              </th>
              {Object.entries(kinds).map(([kind, label]) => (
                <th key={kind} scope="col" className="py-1 font-medium">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.map(({ label, text }) => (
              <tr key={label} className="border-t border-line/60">
                <th scope="row" className="py-1 pr-2 font-normal text-muted">
                  {label}
                </th>
                {Object.keys(kinds).map((kind) => (
                  <Value key={kind} text={valueOf(streams, kind, text)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Value({ text }: { text: string | null }) {
  return (
    <td className="py-1 whitespace-nowrap">
      {text ?? (
        <>
          <span aria-hidden className="text-muted">
            –
          </span>
          <span className="sr-only">no value</span>
        </>
      )}
    </td>
  );
}

function valueOf(
  streams: readonly StreamFigures[],
  kind: string,
  text: (stream: StreamFigures) => string | null,
): string | null {
  const stream = streams.find((one) => one.kind === kind);
  return stream === undefined ? null : text(stream);
}
