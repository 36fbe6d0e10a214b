import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { Card } from '../ui/panels';

interface ProgressProps {
  title: string;
  fileName: string;
  /** 0 to 1; null while nothing is known. */
  share: number | null;
  onCancel: () => void;
  children: ReactNode;
}

/** How far the upload or the analysis is. */
export function Progress({ title, fileName, share, onCancel, children }: ProgressProps) {
  const percent = share === null ? undefined : Math.round(share * 100);
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0 flex-1 basis-48">
          <div role="status">
            <h2 className="font-semibold">{title}</h2>
          </div>
          <p className="text-sm wrap-anywhere text-muted">{fileName}</p>
        </div>
        <Button look="secondary" onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <div className="mt-4 flex items-center gap-3">
        <div
          role="progressbar"
          aria-label={title}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          className="h-2.5 flex-1 overflow-hidden shape rounded-full bg-raised"
        >
          <div
            className="mark h-full rounded-full bg-accent transition-[width]"
            style={{ width: `${percent ?? 0}%` }}
          />
        </div>
        <span aria-hidden className="w-12 text-right text-sm tabular-nums">
          {percent === undefined ? '' : `${percent} %`}
        </span>
      </div>
      <p className="mt-3 text-sm text-pretty text-muted">{children}</p>
    </Card>
  );
}
