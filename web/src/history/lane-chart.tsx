import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useSize } from '../ui/use-size';
import { laneData, laneOptions, type LaneHooks, type LaneView } from './lane-options';
import type { Lane } from './lanes';
import { useColourScheme } from './use-colours';

interface LaneChartProps {
  lane: Lane;
  times: readonly number[];
  view: LaneView;
  /** Whether times stand below. */
  labels: boolean;
  /** A sentence about what it shows, for screen readers. */
  description: string;
  hooks: LaneHooks;
}

/** One lane over time. Drag to zoom in; the cursor moves in all lanes of the page. */
export function LaneChart({ lane, times, view, labels, description, hooks }: LaneChartProps) {
  const { ref, width } = useSize<HTMLDivElement>();
  const plot = useRef<uPlot>(null);
  const scheme = useColourScheme();
  const shown = useRef({ times, hooks });
  const drawn = useRef({ lane, view });
  /** What a chart cannot change later. */
  const kind = lane.lines
    .map(
      ({ key, colour, low, lowest }) =>
        `${key} ${colour} ${low === undefined} ${lowest === undefined}`,
    )
    .join();

  useEffect(() => {
    shown.current = { times, hooks };
    drawn.current = { lane, view };
  }, [lane, view, times, hooks]);

  useEffect(() => {
    const element = ref.current;
    if (element === null || width === 0) return;
    const made = new uPlot(
      laneOptions(width, labels, scheme, drawn, {
        zoom: (from, to) => {
          shown.current.hooks.zoom(from, to);
        },
        point: (index) => {
          shown.current.hooks.point(index);
        },
      }),
      laneData(shown.current.times, drawn.current.lane),
      element,
    );
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [ref, width, kind, labels, scheme]);

  useEffect(() => {
    plot.current?.setData(laneData(times, lane));
  }, [lane, times, view, width, kind, scheme]);

  return <div ref={ref} role="img" aria-label={description} className="w-full" />;
}
