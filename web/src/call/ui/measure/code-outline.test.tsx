import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { SeenCode } from '../../engine/protocol';
import { Store } from '../../engine/store';
import { CodeOutline } from './code-outline';
import { cornersIn, labelAt } from './outline';

const size = { width: 640, height: 360 };
/** In the left half of the frame, in its upper half. */
const corners = [0.1, 0.2, 0.3, 0.2, 0.3, 0.5, 0.1, 0.5];

it('lies where the code is in the picture', () => {
  expect(cornersIn(corners, size, false)).toEqual([
    [64, 72],
    [192, 72],
    [192, 180],
    [64, 180],
  ]);
});

it('lies on the other side of a mirrored picture', () => {
  expect(cornersIn(corners, size, true)).toEqual([
    [576, 72],
    [448, 72],
    [448, 180],
    [576, 180],
  ]);
});

it('needs four corners', () => {
  expect(cornersIn([0.1, 0.2], size, true)).toBeNull();
});

it('puts the words below the code, or above it at the lower edge', () => {
  const above = cornersIn(corners, size, false) ?? [];
  expect(labelAt(above, 360, 20)).toEqual({ x: 128, y: 200 });
  const low = above.map(([x, y]) => [x, y + 170] as const);
  expect(labelAt(low, 360, 20).y).toBe(232);
});

it('draws each code with its words', () => {
  const codes: SeenCode[] = [
    { state: 'FOUND', corners, clockId: '04711' },
    { state: 'TOO_SMALL', corners, clockId: null },
    { state: 'GLARE', corners: [], clockId: null },
    // The page's own stamp.
    { state: 'SECOND_CODE', corners, clockId: '04712' },
  ];
  render(<CodeOutline codes={new Store(codes)} size={size} mirrored stampId="04712" />);
  const outline = screen.getByTestId('code-outline');
  expect(outline.getAttribute('viewBox')).toBe('0 0 640 360');
  expect(outline.querySelectorAll('g')).toHaveLength(2);
  expect(outline.textContent).toBe('FoundToo small');
  expect(outline.querySelector('polygon')?.getAttribute('points')).toBe(
    '576,72 448,72 448,180 576,180',
  );
});
