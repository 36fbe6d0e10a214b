import { useId, type ReactNode } from 'react';

interface SectionProps {
  title: string;
  text?: string;
  children: ReactNode;
}

/** One section of the account page: its title and description beside its controls. */
export function Section({ title, text, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-4 border-t border-line py-8 md:grid-cols-[1fr_2fr] md:gap-10"
    >
      <div>
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {text !== undefined && <p className="mt-1 text-sm text-pretty text-muted">{text}</p>}
      </div>
      <div className="flex min-w-0 flex-col gap-4">{children}</div>
    </section>
  );
}

/** The entries of a section, or a sentence where there are none. */
export function EntryList({ children, empty }: { children: ReactNode[]; empty: string }) {
  if (children.length === 0) {
    return <p className="text-sm text-muted">{empty}</p>;
  }
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
      {children}
    </ul>
  );
}

interface EntryProps {
  title: ReactNode;
  text: string;
  actions: ReactNode;
}

export function Entry({ title, text, actions }: EntryProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex items-center gap-2 font-medium">{title}</p>
        <p className="text-sm text-muted">{text}</p>
      </div>
      <div className="flex gap-2">{actions}</div>
    </li>
  );
}
