import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useSize } from '../ui/use-size';
import { chartOptions, type Pointed } from './chart-options';
import type { Sample } from './samples';
import { chartData } from './series';
import { useColourScheme } from './use-colours';

interface ChartProps {
  label: string;
  samples: readonly Sample[];
  sources: readonly Sample['source'][];
  /** The range of time that all charts of the page show, in s since 1970. */
  window: readonly [number, number];
  onZoom: (from: number, to: number) => void;
  onPoint: (pointed: Pointed | null) => void;
}

/** Time against latency with its bounds. Drag to zoom in; the cursor moves in all charts of the page. */
export function Chart({ label, samples, sources, window, onZoom, onPoint }: ChartProps) {
  const { ref, width } = useSize<HTMLDivElement>();
  const plot = useRef<uPlot>(null);
  const scheme = useColourScheme();
  const data = useRef<uPlot.AlignedData>([[]]);
  const handlers = useRef({ onZoom, onPoint });
  const shown = useRef(window);
  const kinds = sources.join(' ');

  useEffect(() => {
    handlers.current = { onZoom, onPoint };
  }, [onZoom, onPoint]);

  useEffect(() => {
    const element = ref.current;
    if (element === null || width === 0) return;
    const made = new uPlot(
      chartOptions(width, kinds.split(' ').length, shown, {
        zoom: (from, to) => {
          handlers.current.onZoom(from, to);
        },
        point: (pointed) => {
          handlers.current.onPoint(pointed);
        },
      }),
      data.current,
      element,
    );
    plot.current = made;
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [ref, width, kinds, scheme]);

  useEffect(() => {
    shown.current = window;
    data.current = chartData(samples, kinds.split(' ') as Sample['source'][]);
    plot.current?.setData(data.current);
  }, [samples, kinds, window, width, scheme]);

  return <div ref={ref} role="img" aria-label={label} className="h-[220px] w-full" />;
}
