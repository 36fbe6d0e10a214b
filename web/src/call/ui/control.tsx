import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useTooltip } from './shortcuts/use-shortcut';

export const controlShape =
  'flex h-12 min-w-9 flex-col items-center justify-center gap-0.5 rounded-xl border border-transparent px-1.5 transition-colors disabled:opacity-55 md:h-14 md:min-w-18 md:px-2';

export const controlLooks = {
  plain: 'hover:bg-raised',
  off: 'bg-danger-soft text-danger hover:brightness-95',
  pressed: 'bg-accent-soft text-accent hover:brightness-95',
  danger: 'bg-danger-solid text-white hover:brightness-110',
} as const;

export function Caption({ children }: { children: ReactNode }) {
  return <span className="hidden text-xs font-medium whitespace-nowrap md:block">{children}</span>;
}

interface ControlProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  label: string;
  off?: boolean;
  pressed?: boolean;
  danger?: boolean;
  /** The key that does the same. */
  shortcut?: string;
}

/** The label names the button even where the caption is hidden. */
export function Control({
  icon: Icon,
  label,
  off,
  pressed,
  danger,
  shortcut,
  ...props
}: ControlProps) {
  const look = danger ? 'danger' : off ? 'off' : pressed ? 'pressed' : 'plain';
  return (
    <button
      type="button"
      aria-label={label}
      title={useTooltip(label, shortcut)}
      aria-keyshortcuts={shortcut?.toUpperCase()}
      className={`${controlShape} ${controlLooks[look]}`}
      {...props}
    >
      <Icon aria-hidden className="size-5" />
      <Caption>{label}</Caption>
    </button>
  );
}
