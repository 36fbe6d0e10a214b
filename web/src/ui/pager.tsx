import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from './button';

interface PagerProps {
  /** What the pages contain, such as “samples”. */
  of: string;
  /** The page shown, from 1. */
  page: number;
  /** How many there are; absent while nobody has counted. */
  pages?: number;
  hasNext: boolean;
  onPrevious: () => void;
  onNext: () => void;
}

/** Turns the pages of a table. */
export function Pager({ of, page, pages, hasNext, onPrevious, onNext }: PagerProps) {
  return (
    <nav
      aria-label={`Pages of ${of}`}
      className="flex items-center justify-end gap-2 border-t border-line p-3 text-sm"
    >
      <span className="mr-2 text-muted">
        Page {page}
        {pages !== undefined && ` of ${pages.toLocaleString()}`}
      </span>
      <Button
        look="secondary"
        aria-label="Previous page"
        className="px-3"
        disabled={page === 1}
        onClick={onPrevious}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <Button
        look="secondary"
        aria-label="Next page"
        className="px-3"
        disabled={!hasNext}
        onClick={onNext}
      >
        <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
