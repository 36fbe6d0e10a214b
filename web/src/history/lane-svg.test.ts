import { expect, it } from 'vitest';
import { figures, minute, start } from './figures-fixture';
import { laneSvg } from './lane-svg';
import { lanesOf, type Lane } from './lanes';
import type { Mark } from './marks';

const window = [start / 1000, start / 1000 + 600] as const;
const note: Mark = {
  key: 'a',
  kind: 'note',
  at: Date.parse(minute(3)),
  until: Date.parse(minute(5)),
  text: 'x',
};

function drawn(name = 'Ann', marks: readonly Mark[] = []): Document {
  const { times, lanes } = lanesOf(figures(), () => name);
  const svg = laneSvg(lanes[0] as Lane, times, { window, marks });
  return new DOMParser().parseFromString(svg, 'image/svg+xml');
}

it('draws each run of values, its band and the thresholds', () => {
  const svg = drawn();
  // Minutes 0 and 1, 5 and 6, and 8.
  expect(svg.querySelectorAll('polyline')).toHaveLength(3);
  expect(svg.querySelectorAll('polygon')).toHaveLength(3);
  const dashed = [...svg.querySelectorAll('line')].filter((line) =>
    line.hasAttribute('stroke-dasharray'),
  );
  expect(dashed).toHaveLength(1);
  expect(svg.documentElement.textContent).toContain('Latency');
});

it('draws bounds as dotted lines', () => {
  const { times, lanes } = lanesOf(figures(), () => 'Ann');
  const lane = lanes[0] as Lane;
  const bounded = lane.lines.map((line) => ({ ...line, lowest: line.low, highest: line.high }));
  const svg = laneSvg({ ...lane, lines: bounded } as Lane, times, { window, marks: [] });
  expect(svg.match(/<polyline [^>]*stroke-dasharray="2 4"/g)).toHaveLength(6);
});

it('draws marks as wide as they last', () => {
  const band = drawn('Ann', [note]).querySelector('rect[fill="#0f766e"]');
  expect(Number(band?.getAttribute('width'))).toBeCloseTo((1180 - 80) / 5, 0);
});

it('writes names as text, whatever they contain', () => {
  const svg = drawn('<b>&"Ann"</b>');
  expect(svg.querySelector('b')).toBeNull();
  expect(svg.documentElement.textContent).toContain('<b>&"Ann"</b>');
});
