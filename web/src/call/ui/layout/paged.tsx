import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/button';

/** The entries of one page, and where it is. A page that no longer exists becomes the last one. */
export function usePaged<T>(entries: readonly T[], pageSize: number) {
  const [wanted, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(entries.length / pageSize));
  const page = Math.min(wanted, pages - 1);
  return {
    shown: entries.slice(page * pageSize, (page + 1) * pageSize),
    page,
    pages,
    setPage,
  };
}

interface PageButtonsProps {
  page: number;
  pages: number;
  setPage: (page: number) => void;
}

/** Turns the pages of tiles. It goes on from the last page to the first. */
export function PageButtons({ page, pages, setPage }: PageButtonsProps) {
  const turn = (by: number) => {
    setPage((page + by + pages) % pages);
  };
  return (
    <div role="group" aria-label="Pages of people" className="flex items-center justify-center">
      <Button
        look="quiet"
        aria-label="Previous people"
        className="px-2.5"
        onClick={() => {
          turn(-1);
        }}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <span aria-live="polite" className="min-w-9 text-center text-sm tabular-nums">
        <span className="sr-only">Page </span>
        {page + 1}
        <span aria-hidden>/</span>
        <span className="sr-only"> of </span>
        {pages}
      </span>
      <Button
        look="quiet"
        aria-label="Next people"
        className="px-2.5"
        onClick={() => {
          turn(1);
        }}
      >
        <ChevronRight aria-hidden />
      </Button>
    </div>
  );
}
