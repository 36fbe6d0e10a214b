import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button';

const tones = {
  info: { look: 'bg-accent-soft text-ink', mark: 'text-accent', Icon: Info },
  success: { look: 'bg-accent-soft text-ink', mark: 'text-accent', Icon: CircleCheck },
  warning: { look: 'bg-warn-soft text-ink', mark: 'text-warn', Icon: TriangleAlert },
  danger: { look: 'bg-danger-soft text-ink', mark: 'text-danger', Icon: CircleAlert },
} as const;

interface BannerProps {
  tone?: keyof typeof tones;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  /** What screen readers announce when it changes: the title of a message that contains a list, say. */
  announced?: 'everything' | 'title';
  /** Where people can dismiss it. */
  onDismiss?: () => void;
  className?: string;
}

/** A message on the page: what happened and what to do. Errors are announced at once, the rest politely. */
export function Banner({
  tone = 'info',
  title,
  children,
  action,
  announced = 'everything',
  onDismiss,
  className = '',
}: BannerProps) {
  const { look, mark, Icon } = tones[tone];
  const role = tone === 'danger' ? 'alert' : 'status';
  return (
    <div
      role={announced === 'everything' ? role : undefined}
      className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-transparent px-4 py-3 text-sm ${look} ${className}`}
    >
      <Icon aria-hidden className={`size-5 shrink-0 ${mark}`} />
      <div className="min-w-0 flex-1 basis-48">
        {title !== undefined && (
          <p role={announced === 'title' ? role : undefined} className="font-medium">
            {title}
          </p>
        )}
        {children}
      </div>
      {onDismiss === undefined ? (
        action
      ) : (
        <div className="flex flex-wrap gap-2">
          {action}
          <Button look="quiet" aria-label="Dismiss" className="px-3" onClick={onDismiss}>
            <X aria-hidden />
          </Button>
        </div>
      )}
    </div>
  );
}
