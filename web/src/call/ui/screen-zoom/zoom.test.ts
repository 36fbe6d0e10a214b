import { expect, it } from 'vitest';
import { moveBy, mostZoom, wholePicture, zoomBy } from './zoom';

it('keeps the point under the pointer in its place', () => {
  const place = { x: 0.3, y: -0.2 };
  const once = zoomBy(wholePicture, 2, place);
  // The point of the picture that was there is 0.3 of the picture from its middle.
  expect(once.middle.x + 0.3 * once.scale).toBeCloseTo(place.x);
  expect(once.middle.y - 0.2 * once.scale).toBeCloseTo(place.y);
  const twice = zoomBy(once, 1.5, place);
  expect(twice.middle.x + 0.3 * twice.scale).toBeCloseTo(place.x);
});

it('never shows less than a sixth of the picture or more than all of it', () => {
  expect(zoomBy(wholePicture, 100, { x: 0, y: 0 }).scale).toBe(mostZoom);
  expect(zoomBy(zoomBy(wholePicture, 3, { x: 0.5, y: 0.5 }), 0.01, { x: -0.5, y: 0 })).toEqual(
    wholePicture,
  );
});

it('never leaves a part of the tile empty', () => {
  const zoom = zoomBy(wholePicture, 2, { x: 0, y: 0 });
  expect(moveBy(zoom, { x: 9, y: -9 })).toEqual({ scale: 2, middle: { x: 0.5, y: -0.5 } });
  expect(moveBy(wholePicture, { x: 0.2, y: 0.2 })).toEqual(wholePicture);
});
