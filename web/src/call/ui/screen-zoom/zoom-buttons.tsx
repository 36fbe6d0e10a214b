import { ZoomIn, ZoomOut } from 'lucide-react';
import type { ScreenZoom } from './use-screen-zoom';
import { mostZoom } from './zoom';

const factor = 1.5;
const look = 'rounded-full p-1.5 hover:bg-white/20 aria-disabled:opacity-40';

/** Zooms a shared screen in and out. The arrow keys move the picture while one of the buttons has the focus. */
export function ZoomButtons({ zoom, name }: { zoom: ScreenZoom; name: string }) {
  const percent = Math.round(zoom.scale * 100);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the buttons in it
    <div
      role="group"
      aria-label={`Zoom of ${name}`}
      title="Ctrl and wheel, pinch, or these buttons zoom. Drag or the arrow keys move."
      className={`absolute right-0 bottom-0 m-2.5 hidden items-center gap-0.5 rounded-full bg-black/75 px-1 text-sm @xs:flex ${
        percent > 100
          ? ''
          : 'opacity-0 group-focus-within/tile:opacity-100 group-hover/tile:opacity-100 [@media(hover:none)]:opacity-100'
      }`}
      onKeyDown={zoom.onKeyDown}
    >
      <button
        type="button"
        aria-label="Zoom out"
        aria-disabled={zoom.scale <= 1}
        className={look}
        onClick={() => {
          zoom.by(1 / factor);
        }}
      >
        <ZoomOut aria-hidden className="size-4" />
      </button>
      <span aria-live="polite" className="min-w-11 text-center tabular-nums">
        {percent} %
      </span>
      <button
        type="button"
        aria-label="Zoom in"
        aria-disabled={zoom.scale >= mostZoom}
        className={look}
        onClick={() => {
          zoom.by(factor);
        }}
      >
        <ZoomIn aria-hidden className="size-4" />
      </button>
    </div>
  );
}
