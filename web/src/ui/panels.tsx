import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Heading } from './heading';

export function Card({ children, className = '' }: { children: ReactNode; className?: string }) {
  return (
    <section className={`rounded-2xl border border-line bg-surface p-6 ${className}`}>
      {children}
    </section>
  );
}

interface MessageProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** 2 on a page that has its own heading. */
  level?: 1 | 2;
}

/** A page or panel with nothing else to show: empty, not found or failed. */
export function Message({ icon: Icon, title, children, action, level = 1 }: MessageProps) {
  const Title = level === 1 ? Heading : 'h2';
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-12 text-center">
      <span className="shape rounded-full bg-raised p-4 text-muted">
        <Icon aria-hidden className="size-7" />
      </span>
      <Title className="text-lg font-semibold text-balance">{title}</Title>
      {children !== undefined && <div className="text-sm text-pretty text-muted">{children}</div>}
      {action !== undefined && (
        <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>
      )}
    </div>
  );
}

/** Shows that something is loading, and what. */
export function Loading({ children = 'Loading…' }: { children?: ReactNode }) {
  return (
    <div
      role="status"
      className="flex items-center justify-center gap-3 px-4 py-16 text-sm text-muted"
    >
      <span
        aria-hidden
        className="size-5 animate-spin rounded-full border-2 border-line border-t-accent spinner"
      />
      {children}
    </div>
  );
}
