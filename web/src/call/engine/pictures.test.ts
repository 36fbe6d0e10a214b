import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { camera } from '../testing/participant';
import { hideMs, Pictures } from './pictures';
import { Store } from './store';

const size = { width: 320, height: 180, large: false };

describe('Pictures', () => {
  let asked: [string, string][];
  let pictures: Pictures;
  const speakers = new Store<readonly string[]>([]);

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    speakers.set([]);
    pictures = new Pictures({
      speakers,
      apply: (...wish) => {
        asked.push(wish);
      },
    });
    pictures.open();
  });

  afterEach(() => {
    pictures.close();
    vi.useRealTimers();
  });

  it('begins with the small picture, and pauses it when no tile shows it', () => {
    pictures.active = true;
    pictures.keep([camera('a')]);
    expect(pictures.of('a')).toBe('small');
    const hide = pictures.show('a', size);
    vi.advanceTimersByTime(10 * hideMs);
    expect(asked).toEqual([]);
    hide();
    vi.advanceTimersByTime(hideMs - 1);
    expect(asked).toEqual([]);
    vi.advanceTimersByTime(10);
    expect(asked).toEqual([['a', 'none']]);
    pictures.show('a', size);
    vi.advanceTimersByTime(1);
    expect(asked.at(-1)).toEqual(['a', 'small']);
  });

  it('does not ask for anything when a tile is built anew', () => {
    pictures.active = true;
    pictures.keep([camera('a')]);
    pictures.show('a', size)();
    pictures.show('a', { ...size, width: 300 });
    vi.advanceTimersByTime(10 * hideMs);
    expect(asked).toEqual([]);
  });

  it('wants all cameras as they are when small pictures end', () => {
    pictures.active = true;
    pictures.keep([camera('a')]);
    pictures.show('a', size);
    pictures.active = false;
    vi.advanceTimersByTime(1);
    expect(asked).toEqual([['a', 'large']]);
  });

  it('decides again when somebody else speaks', () => {
    pictures.active = true;
    pictures.keep([camera('a'), camera('b')]);
    pictures.show('a', { ...size, height: 400 });
    pictures.show('b', { ...size, height: 400 });
    speakers.set(['b']);
    vi.advanceTimersByTime(1);
    expect(asked).toEqual([['b', 'large']]);
    speakers.set(['a', 'b']);
    vi.advanceTimersByTime(1);
    expect(asked.slice(1)).toEqual([
      ['a', 'large'],
      ['b', 'small'],
    ]);
  });

  it('pauses everything while the tab is hidden', () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    pictures.active = true;
    pictures.keep([camera('a')]);
    pictures.show('a', size);
    vi.advanceTimersByTime(1);
    expect(asked).toEqual([['a', 'none']]);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(1);
    expect(asked.at(-1)).toEqual(['a', 'small']);
    hidden.mockRestore();
  });
});
