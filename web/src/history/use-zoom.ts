import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { axisWidth, rightPadding } from './lane-options';
import { moved, scaled, type Span } from './view';

/** How long after the last turn of the wheel, or press of a key, its range is loaded, in ms. */
const settleMs = 250;
/** A notch of a wheel (100 px) zooms by a quarter. */
const perPixel = 0.0022;

/** What the charts show before its figures are loaded. */
interface Preview {
  /** The range whose figures were loaded. */
  of: Span;
  shows: Span;
  /** Whether more may follow before its figures are asked for. */
  changing: boolean;
}

interface Zoom {
  /** The range that the charts show, also while it changes and its figures are not loaded yet. */
  shown: Span;
  /** Shows a range at once, and loads its figures. */
  choose: (span: Span) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * Zooms and moves the range of charts by wheel, pinch and keyboard: Ctrl and wheel zoom at the pointer, a sideways wheel moves,
 * two fingers do both. A wheel alone and one finger scroll the page.
 *
 * @param ref the element with the charts
 * @param span the range whose figures are loaded
 * @param whole the longest range
 * @param onZoom loads the figures of a range, in ms since 1970
 */
export function useZoom(
  ref: RefObject<HTMLElement | null>,
  span: Span,
  whole: Span,
  onZoom: (from: number, to: number) => void,
): Zoom {
  // Counts only until other figures are loaded; while it still changes, also beyond those of an earlier change.
  const [preview, setPreview] = useState<Preview | null>(null);
  if (preview !== null && !preview.changing && !same(preview.of, span)) {
    // Otherwise it would count again after Back.
    setPreview(null);
  }
  const shown = preview?.shows ?? span;
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ shown, span, whole, onZoom });
  useEffect(() => {
    latest.current = { shown, span, whole, onZoom };
  });
  useEffect(
    () => () => {
      clearTimeout(settling.current);
    },
    [],
  );

  const show = (next: Span) => {
    latest.current.shown = next;
    setPreview({ of: latest.current.span, shows: next, changing: true });
  };
  const load = (after: number) => {
    clearTimeout(settling.current);
    settling.current = setTimeout(() => {
      const { shown: chosen, span: of, onZoom: zoom } = latest.current;
      setPreview({ of, shows: chosen, changing: false });
      zoom(chosen.from, chosen.to);
    }, after);
  };
  const change = useRef({ show, load });

  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const abort = new AbortController();
    const options = { signal: abort.signal, passive: false };
    /** The instant at a place of the page, and how many ms a pixel has. */
    const scale = () => {
      const { left, width } = element.getBoundingClientRect();
      const { from, to } = latest.current.shown;
      const perPx = (to - from) / Math.max(1, width - axisWidth - rightPadding);
      return { perPx, at: (clientX: number) => from + (clientX - left - axisWidth) * perPx };
    };
    const onWheel = (event: WheelEvent) => {
      const { deltaX, deltaY, ctrlKey, metaKey, shiftKey } = event;
      const sideways = shiftKey ? deltaX || deltaY : deltaX;
      const { shown: now, whole: most } = latest.current;
      if (ctrlKey || metaKey) {
        const factor = Math.exp(deltaY * perPixel);
        change.current.show(scaled(now, scale().at(event.clientX), factor, most));
      } else if (shiftKey || Math.abs(deltaX) > Math.abs(deltaY)) {
        change.current.show(moved(now, (sideways * scale().perPx) / (now.to - now.from), most));
      } else {
        return;
      }
      event.preventDefault();
      change.current.load(settleMs);
    };
    /** The instants under two fingers, which stay under them. */
    let held: { one: number; other: number } | null = null;
    const onTouchStart = ({ touches }: TouchEvent) => {
      const [one, other] = [touches[0], touches[1]];
      held =
        one === undefined || other === undefined
          ? null
          : { one: scale().at(one.clientX), other: scale().at(other.clientX) };
    };
    const onTouchMove = (event: TouchEvent) => {
      const [one, other] = [event.touches[0], event.touches[1]];
      if (held === null || one === undefined || other === undefined) return;
      event.preventDefault();
      const { shown: now, whole: most } = latest.current;
      const { at } = scale();
      const distance = at(other.clientX) - at(one.clientX);
      const wanted = held.other - held.one;
      if (Math.sign(distance) !== Math.sign(wanted)) return;
      const next = scaled(now, at(one.clientX), wanted / distance, most);
      const place = (at(one.clientX) - now.from) / (now.to - now.from);
      const under = next.from + place * (next.to - next.from);
      change.current.show(moved(next, (held.one - under) / (next.to - next.from), most));
    };
    const onTouchEnd = () => {
      if (held !== null) change.current.load(0);
      held = null;
    };
    element.addEventListener('wheel', onWheel, options);
    element.addEventListener('touchstart', onTouchStart, options);
    element.addEventListener('touchmove', onTouchMove, options);
    element.addEventListener('touchend', onTouchEnd, options);
    element.addEventListener('touchcancel', onTouchEnd, options);
    return () => {
      abort.abort();
    };
  }, [ref]);

  return {
    shown,
    choose: (next) => {
      show(next);
      load(0);
    },
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const next = afterKey(event.key, shown, whole);
      if (next === null) return;
      event.preventDefault();
      show(next);
      load(settleMs);
    },
  };
}

function same(one: Span, other: Span): boolean {
  return one.from === other.from && one.to === other.to;
}

/** The range that a key leads to; null for keys that do nothing here. */
export function afterKey(key: string, shown: Span, whole: Span): Span | null {
  const middle = (shown.from + shown.to) / 2;
  switch (key) {
    case '+':
    case '=':
      return scaled(shown, middle, 0.5, whole);
    case '-':
      return scaled(shown, middle, 2, whole);
    case 'ArrowLeft':
      return moved(shown, -0.25, whole);
    case 'ArrowRight':
      return moved(shown, 0.25, whole);
    case 'Home':
      return moved(shown, -Infinity, whole);
    case 'End':
      return moved(shown, Infinity, whole);
    case '0':
      return whole;
    default:
      return null;
  }
}
