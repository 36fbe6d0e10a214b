import { CircleAlert } from 'lucide-react';
import { Banner } from '../ui/banner';
import { formatDateTime, formatDuration } from '../ui/time';
import type { Problem } from './status';

/** The file of the run-book. The product does not serve it. */
const manual = 'docs/operations.md';

interface ProblemListProps {
  problems: readonly Problem[];
  /** The server's time of the status. */
  at: string;
}

/** What is wrong and what to do about it, or that nothing is. Screen readers are told when that changes. */
export function ProblemList({ problems, at }: ProblemListProps) {
  const summary =
    problems.length === 0
      ? 'Everything works.'
      : `${problems.length === 1 ? 'One problem' : `${problems.length} problems`}: ${problems
          .map(({ text }) => text)
          .join(' ')}`;
  return (
    <section aria-label="Problems" className="flex flex-col gap-3">
      {/* Apart from the list, in which durations change all the time. */}
      <p role="status" className="sr-only">
        {summary}
      </p>
      {problems.length === 0 ? (
        <Banner tone="success" announced="title">
          <p className="font-medium">Everything works.</p>
        </Banner>
      ) : (
        <ul className="flex flex-col gap-3">
          {problems.map((problem) => (
            <li
              key={problem.text}
              className="flex gap-3 rounded-lg border border-transparent bg-danger-soft px-4 py-3 text-sm"
            >
              <CircleAlert aria-hidden className="mt-px size-5 shrink-0 text-danger" />
              <div className="flex min-w-0 flex-col gap-1">
                <p className="font-medium wrap-anywhere">{problem.text}</p>
                {problem.since !== null && (
                  <p>
                    For {formatDuration(Date.parse(at) - Date.parse(problem.since))}, since{' '}
                    {formatDateTime(problem.since)}.
                  </p>
                )}
                <WhatToDo runbook={problem.runbook} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Names the section of the run-book about a problem. */
export function WhatToDo({ runbook }: { runbook: string }) {
  return (
    <p>
      What to do: section “{runbook}” of <code>{manual}</code>
    </p>
  );
}
