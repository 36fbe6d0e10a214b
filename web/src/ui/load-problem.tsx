import type { ReactNode } from 'react';

/** Says that a part of the page could not be loaded, at the bottom of the window, where nothing moves for it. */
export function LoadProblem({ action }: { action?: ReactNode }) {
  return (
    <div
      role="alert"
      className="fixed inset-x-4 bottom-4 z-50 mx-auto flex w-fit flex-wrap items-center gap-3 rounded-xl border border-line bg-surface p-3 text-sm font-normal text-ink shadow-lg"
    >
      This part of the page could not be loaded. Check your connection and try again, or reload the
      page.
      {action}
    </div>
  );
}
