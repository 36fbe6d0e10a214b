import { CircleAlert, CircleCheck } from 'lucide-react';
import { useId, type ReactNode } from 'react';

interface PartSectionProps {
  title: string;
  /** What is shown where there are no parts. */
  empty?: string;
  children: ReactNode[];
}

/** One kind of parts, each a row. */
export function PartSection({ title, empty, children }: PartSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-2xl border border-line bg-surface">
      <h2 id={id} className="px-4 pt-4 pb-3 font-semibold sm:px-5">
        {title}
      </h2>
      {children.length === 0 ? (
        <p className="border-t border-line px-4 py-3 text-sm text-muted sm:px-5">{empty}</p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">{children}</ul>
      )}
    </section>
  );
}

export interface Figure {
  name: string;
  value: ReactNode;
}

interface PartProps {
  name: string;
  /** Null for parts that cannot fail. */
  state: { good: boolean; word: string } | null;
  figures: readonly Figure[];
  /** What operators can do with it. */
  action?: ReactNode;
}

/** One part: its name, its state in words, and its figures. */
export function Part({ name, state, figures, action }: PartProps) {
  return (
    <li className="flex flex-col gap-2 px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-medium wrap-anywhere">{name}</h3>
        {state !== null && <State {...state} />}
        {action !== undefined && <div className="ml-auto">{action}</div>}
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-sm tabular-nums sm:grid-cols-3 lg:grid-cols-6">
        {figures.map((figure) => (
          <div key={figure.name} className="min-w-0">
            <dt className="text-muted">{figure.name}</dt>
            <dd className="wrap-anywhere">{figure.value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function State({ good, word }: { good: boolean; word: string }) {
  const Icon = good ? CircleCheck : CircleAlert;
  return (
    <span
      className={`inline-flex items-center gap-1.5 text-sm ${good ? 'text-accent' : 'font-medium text-danger'}`}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {word}
    </span>
  );
}
