import { RefreshCw } from 'lucide-react';

interface RestoringChipProps {
  /** Sizes and colours it for where it stands. */
  className: string;
  /** Hides the word where it has no room; screen readers read it. */
  wordClass?: string;
}

/** Says that the connection of a page to the server is being restored. Sound and video may go on meanwhile. */
export function RestoringChip({ className, wordClass = '' }: RestoringChipProps) {
  return (
    <span title="Reconnecting" className={`flex shrink-0 items-center gap-1 ${className}`}>
      <RefreshCw aria-hidden className="size-[1.15em]" />
      <span className={wordClass}>Reconnecting</span>
    </span>
  );
}
