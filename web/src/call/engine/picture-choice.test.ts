import { describe, expect, it } from 'vitest';
import { choosePictures, type Picture, type Viewed } from './picture-choice';

const tile = (height: number, large = false) => ({ width: (height * 16) / 9, height, large });

const camera = (id: string, change: Partial<Viewed> = {}): Viewed => ({
  id,
  kind: 'camera',
  tiles: [tile(264)],
  hiddenMs: 0,
  picture: 'small',
  ...change,
});

function choose(
  viewed: Viewed[],
  speakers: string[] = [],
  active = true,
  paused = false,
): Picture[] {
  return [...choosePictures(viewed, { active, paused, speakers, hideMs: 2000 }).values()];
}

describe('choosePictures', () => {
  it('wants everything as it is while there are no small pictures', () => {
    expect(choose([camera('a'), camera('b', { tiles: [], hiddenMs: 9000 })], [], false)).toEqual([
      'large',
      'large',
    ]);
  });

  it.each([true, false])(
    'wants no camera while the network is too slow, but the screen (small pictures: %s)',
    (active) => {
      const all = [camera('a'), camera('s', { kind: 'screen' }), camera('b')];
      expect(choose(all, ['a'], active, true)).toEqual(['none', 'large', 'none']);
    },
  );

  it('wants small pictures for a grid of nine, whoever speaks', () => {
    const grid = 'abcdefgh'.split('').map((id) => camera(id));
    expect(new Set(choose(grid, ['c']))).toEqual(new Set(['small']));
  });

  it('wants at most one large camera: the speaker in large tiles', () => {
    const grid = ['a', 'b', 'c'].map((id) => camera(id, { tiles: [tile(470)] }));
    expect(choose(grid)).toEqual(['small', 'small', 'small']);
    expect(choose(grid, ['b', 'a'])).toEqual(['small', 'large', 'small']);
  });

  it('wants the pinned camera large, and not the speaker', () => {
    const all = [
      camera('a', { tiles: [tile(219, true)] }),
      camera('b', { tiles: [tile(470)] }),
      camera('c'),
    ];
    expect(choose(all, ['b'])).toEqual(['large', 'small', 'small']);
  });

  it('keeps the large picture of a speaker whose tile becomes a little smaller', () => {
    const a = (height: number, picture: Picture) => camera('a', { tiles: [tile(height)], picture });
    expect(choose([a(290, 'small')], ['a'])).toEqual(['small']);
    expect(choose([a(300, 'small')], ['a'])).toEqual(['large']);
    expect(choose([a(290, 'large')], ['a'])).toEqual(['large']);
    expect(choose([a(259, 'large')], ['a'])).toEqual(['small']);
  });

  it('gives the large picture to the latest speaker on this page of the grid', () => {
    const grid = [camera('a', { tiles: [], hiddenMs: 9000 }), camera('b', { tiles: [tile(470)] })];
    expect(choose(grid, ['a', 'b'])).toEqual(['none', 'large']);
  });

  it('wants nothing of what has not been shown for a while', () => {
    const hidden = (hiddenMs: number, picture: Picture) =>
      choose([camera('a', { tiles: [], hiddenMs, picture })])[0];
    expect(hidden(1999, 'large')).toBe('small');
    expect(hidden(1999, 'small')).toBe('small');
    expect(hidden(1999, 'none')).toBe('none');
    expect(hidden(2000, 'small')).toBe('none');
  });

  it('never wants a small screen', () => {
    const screen = (tiles: Viewed['tiles']) =>
      choose([camera('s', { kind: 'screen', tiles, hiddenMs: 9000, picture: 'large' })])[0];
    expect(screen([tile(90)])).toBe('large');
    expect(screen([])).toBe('none');
  });
});
