import { IdCardLanyard } from 'lucide-react';

/** Marks the name of a person without an account, which nobody has verified. */
export function GuestMark() {
  return (
    <span className="shape shrink-0 rounded-full bg-warn-soft px-2 py-0.5 text-xs font-medium text-ink">
      Guest
    </span>
  );
}

/** The same on a tile, where there is no room for the word. */
export function GuestIcon({ colour = 'text-amber-300' }: { colour?: string }) {
  return (
    <span title="Guest: nobody has verified this name" className="pointer-events-auto shrink-0">
      <IdCardLanyard
        aria-hidden
        className={`size-[1.15em] ${colour} forced-colors:text-[CanvasText]`}
      />
      <span className="sr-only">Guest</span>
    </span>
  );
}
