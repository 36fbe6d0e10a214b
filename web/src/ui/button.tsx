import { Slot } from 'radix-ui';
import type { ButtonHTMLAttributes, Ref } from 'react';

const looks = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border-control/60 bg-surface text-ink hover:bg-raised',
  quiet: 'border-transparent text-ink hover:bg-raised',
  /** Leads to something that cannot be undone. */
  caution: 'border-danger bg-surface text-danger hover:bg-danger-soft',
  /** Does it. */
  danger: 'border-transparent bg-danger-solid text-white hover:brightness-110',
} as const;

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof looks;
  /** Renders its child (a link, say) with the style of a button. */
  asChild?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** The button of every page; at least 40 px high, so that a thumb finds it. */
export function Button({ look = 'primary', asChild, className = '', ...props }: ButtonProps) {
  const Tag = asChild ? Slot.Root : 'button';
  return (
    <Tag
      {...(asChild ? {} : { type: 'button' as const })}
      className={`inline-flex min-h-10 items-center justify-center gap-2 rounded-lg border px-4 py-1.5 text-center text-sm font-medium text-balance transition-colors disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0 ${looks[look]} ${className}`}
      {...props}
    />
  );
}
