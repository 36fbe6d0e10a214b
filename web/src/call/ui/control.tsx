import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';
import { useTooltip } from './shortcuts/use-shortcut';

export const controlShape =
  'flex h-12 min-w-11 flex-col items-center justify-center gap-0.5 rounded-xl border border-transparent px-1 transition-colors disabled:opacity-55 lg:h-14 lg:min-w-18 lg:px-2';

export const controlLooks = {
  plain: 'hover:bg-raised',
  off: 'bg-danger-soft text-danger hover:brightness-95',
  pressed: 'bg-accent-soft text-accent hover:brightness-95',
  danger: 'bg-danger-solid text-white hover:brightness-110',
} as const;

const caption = 'text-[0.6875rem] font-medium whitespace-nowrap lg:text-xs';

interface CaptionProps {
  label: string;
  /** A word of the label, for windows that are narrow. */
  short?: string | undefined;
}

/** The label under the icon of a control. */
export function Caption({ label, short }: CaptionProps) {
  return short === undefined ? (
    <span className={caption}>{label}</span>
  ) : (
    <>
      <span className={`${caption} lg:hidden`}>{short}</span>
      <span className={`${caption} hidden lg:block`}>{label}</span>
    </>
  );
}

interface ControlProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  label: string;
  /** A word of the label, for windows that are narrow. */
  short?: string;
  off?: boolean;
  pressed?: boolean;
  danger?: boolean;
  /** Something new, such as unread messages; 0 for nothing. */
  count?: number;
  /** The key that does the same. */
  shortcut?: string;
  /** What else the keyboard does, for the tooltip. */
  keyboardHint?: string;
}

/** The label names the button even where the caption is only a word of it. */
export function Control({
  icon: Icon,
  label,
  short,
  off,
  pressed,
  danger,
  shortcut,
  keyboardHint,
  count = 0,
  ...props
}: ControlProps) {
  const look = danger ? 'danger' : off ? 'off' : pressed ? 'pressed' : 'plain';
  return (
    <button
      type="button"
      aria-label={count > 0 ? `${label}, ${count} new` : label}
      title={useTooltip(label, shortcut, keyboardHint)}
      aria-keyshortcuts={shortcut?.toUpperCase()}
      className={`${controlShape} ${controlLooks[look]}`}
      {...props}
    >
      <span className="relative">
        <Icon aria-hidden className="size-5" />
        {count > 0 && (
          // No text, which would have to be a part of the button's name.
          <span
            aria-hidden
            data-count={count > 99 ? '99+' : count}
            className="shape absolute -top-2 left-3 min-w-4.5 rounded-full bg-danger-solid px-1 text-center text-[0.6875rem] leading-4.5 font-semibold text-white tabular-nums before:content-[attr(data-count)]"
          />
        )}
      </span>
      <Caption label={label} short={short} />
    </button>
  );
}
