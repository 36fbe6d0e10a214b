import {
  useCallback,
  useEffect,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
} from 'react';
import { moveBy, wholePicture, zoomBy, type InTile, type Zoom } from './zoom';

/** A press that moves less than this is a click. In CSS pixels. */
const clickPx = 4;
/** Of the tile, for a press of an arrow key. */
const step = 0.15;

const arrows: Record<string, InTile> = {
  ArrowLeft: { x: step, y: 0 },
  ArrowRight: { x: -step, y: 0 },
  ArrowUp: { x: 0, y: step },
  ArrowDown: { x: 0, y: -step },
};

const middle: InTile = { x: 0, y: 0 };

/** Zooms and moves the picture of a shared screen in its tile. */
export interface ScreenZoom {
  scale: number;
  by: (factor: number) => void;
  /** Moves the picture by arrow keys. */
  onKeyDown: (event: KeyboardEvent) => void;
  /** Style of the picture. */
  style: CSSProperties;
  /** Properties of the element over the tile that takes wheel, drag and pinch. */
  surface: {
    ref: (element: HTMLElement | null) => void;
    style: CSSProperties;
    onPointerDown: (event: PointerEvent) => void;
    onPointerMove: (event: PointerEvent) => void;
    onPointerUp: (event: PointerEvent) => void;
    onPointerCancel: (event: PointerEvent) => void;
    onClickCapture: (event: MouseEvent) => void;
  };
}

/** @param active whether the tile is one that can be zoomed; null is returned where it is not */
export function useScreenZoom(active: boolean): ScreenZoom | null {
  const [zoom, setZoom] = useState<Zoom>(wholePicture);
  const [surface, setSurface] = useState<HTMLElement | null>(null);
  const [gesture] = useState(() => new Gesture());
  const zoomed = zoom.scale > 1;
  useEffect(() => {
    // React listens to the wheel passively, which does not let it prevent the zoom of the whole page.
    const onWheel = (event: WheelEvent) => {
      const { width, height } = shape(surface);
      if (event.ctrlKey) {
        event.preventDefault();
        const place = placeOf(event, surface);
        setZoom((before) => zoomBy(before, Math.exp(-event.deltaY / 200), place));
      } else if (zoomed) {
        event.preventDefault();
        setZoom((before) =>
          moveBy(before, { x: -event.deltaX / width, y: -event.deltaY / height }),
        );
      }
    };
    surface?.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      surface?.removeEventListener('wheel', onWheel);
    };
  }, [surface, zoomed]);
  const by = useCallback((factor: number) => {
    setZoom((before) => zoomBy(before, factor, middle));
  }, []);
  if (!active) {
    return null;
  }
  const end = (event: PointerEvent) => {
    gesture.end(event.pointerId);
  };
  return {
    scale: zoom.scale,
    by,
    onKeyDown: (event) => {
      const arrow = arrows[event.key];
      if (arrow !== undefined && zoomed) {
        event.preventDefault();
        setZoom((before) => moveBy(before, arrow));
      }
    },
    style: {
      transform: `translate(${percent(zoom.middle.x)}, ${percent(zoom.middle.y)}) scale(${rounded(zoom.scale)})`,
    },
    surface: {
      ref: setSurface,
      // Without this, the browser takes a drag or a pinch by touch for its own.
      style: { touchAction: 'none', cursor: zoomed ? 'grab' : undefined },
      onPointerDown: (event) => {
        gesture.begin(event.pointerId, placeOf(event, surface));
      },
      onPointerMove: (event) => {
        const change = gesture.move(event.pointerId, placeOf(event, surface), shape(surface));
        if (change !== null) {
          setZoom((before) => moveBy(zoomBy(before, change.factor, change.place), change.by));
        }
      },
      onPointerUp: end,
      onPointerCancel: end,
      onClickCapture: (event) => {
        if (gesture.dragged) {
          event.preventDefault();
          event.stopPropagation();
        }
      },
    },
  };
}

interface Change {
  factor: number;
  place: InTile;
  by: InTile;
}

/** A drag by one pointer, or a pinch by two. */
class Gesture {
  readonly #pointers = new Map<number, InTile>();
  #travelledPx = 0;

  begin(pointer: number, place: InTile): void {
    if (this.#pointers.size === 0) this.#travelledPx = 0;
    this.#pointers.set(pointer, place);
  }

  /** Whether the pointers moved so far since they went down that this is no click. */
  get dragged(): boolean {
    return this.#travelledPx >= clickPx;
  }

  move(pointer: number, place: InTile, { width, height }: Shape): Change | null {
    const before = this.#pointers.get(pointer);
    if (before === undefined) return null;
    const by = { x: place.x - before.x, y: place.y - before.y };
    this.#travelledPx += Math.hypot(by.x * width, by.y * height);
    const other = [...this.#pointers].find(([id]) => id !== pointer)?.[1];
    this.#pointers.set(pointer, place);
    if (other === undefined) {
      return { factor: 1, place: middle, by };
    }
    const apart = (one: InTile) =>
      Math.max(1, Math.hypot((one.x - other.x) * width, (one.y - other.y) * height));
    return {
      factor: apart(place) / apart(before),
      place: { x: (before.x + other.x) / 2, y: (before.y + other.y) / 2 },
      by: { x: by.x / 2, y: by.y / 2 },
    };
  }

  end(pointer: number): void {
    this.#pointers.delete(pointer);
  }
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;
const percent = (share: number) => `${rounded(share * 100)}%`;

interface Shape {
  width: number;
  height: number;
}

function shape(surface: HTMLElement | null): Shape {
  const { width = 1, height = 1 } = surface?.getBoundingClientRect() ?? {};
  return { width: Math.max(1, width), height: Math.max(1, height) };
}

function placeOf(event: { clientX: number; clientY: number }, surface: HTMLElement | null): InTile {
  const { left = 0, top = 0 } = surface?.getBoundingClientRect() ?? {};
  const { width, height } = shape(surface);
  return { x: (event.clientX - left) / width - 0.5, y: (event.clientY - top) / height - 0.5 };
}
