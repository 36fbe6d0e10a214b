/** One bar of a histogram: values from `from` (included) to `to` (excluded), in ms. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** Widths that are easy to read, in ms. */
const widths = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
const mostBins = 30;

/**
 * Sorts values into bins of one width, the narrowest for which there are at most 30. The few values beyond the 1st
 * and 99th percentile count in the outermost bins, so that one outlier does not press all others into one bar.
 */
export function histogramBins(values: readonly number[]): Bin[] {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.floor(sorted.length * 0.01)];
  const high = sorted[Math.ceil(sorted.length * 0.99) - 1];
  if (low === undefined || high === undefined) {
    return [];
  }
  const width =
    widths.find((one) => Math.floor(high / one) - Math.floor(low / one) < mostBins) ??
    Math.ceil((high - low + 1) / (mostBins - 1));
  const start = Math.floor(low / width);
  const count = Math.floor(high / width) - start + 1;
  const bins = Array.from({ length: count }, (_, index) => ({
    from: (start + index) * width,
    to: (start + index + 1) * width,
    count: 0,
  }));
  for (const value of sorted) {
    const index = Math.min(count - 1, Math.max(0, Math.floor(value / width) - start));
    const bin = bins[index];
    if (bin !== undefined) bin.count++;
  }
  return bins;
}
