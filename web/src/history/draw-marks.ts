import type uPlot from 'uplot';
import type { Mark, MarkKind } from './marks';
import { resolveColour } from './use-colours';

/** The kinds that explain figures, by their colours. Who came and went, and who shared, has its row only. */
const colours: Partial<Record<MarkKind, string>> = {
  note: 'accent',
  clock: 'warn',
  server: 'danger',
  alert: 'danger',
};

/** Draws marks behind the lines of a chart: a line for an instant, a band for a span. */
export function drawMarks(plot: uPlot, marks: readonly Mark[]): void {
  const { ctx, bbox } = plot;
  const right = bbox.left + bbox.width;
  const x = (ms: number) =>
    Math.min(right, Math.max(bbox.left, plot.valToPos(ms / 1000, 'x', true)));
  ctx.save();
  for (const { kind, at, until } of marks) {
    const colour = colours[kind];
    if (colour === undefined) continue;
    ctx.fillStyle = resolveColour(colour);
    const from = x(at);
    const width = until === null ? devicePixelRatio : Math.max(devicePixelRatio, x(until) - from);
    ctx.globalAlpha = until === null ? 0.8 : 0.15;
    ctx.fillRect(from, bbox.top, width, bbox.height);
  }
  ctx.restore();
}
