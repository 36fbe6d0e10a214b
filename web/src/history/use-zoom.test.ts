import { act, renderHook } from '@testing-library/react';
import type { KeyboardEvent } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useZoom } from './use-zoom';

const whole = { from: 0, to: 600_000 };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A hook whose figures arrive when the test says so. */
function zoom() {
  const onZoom = vi.fn();
  const ref = { current: document.createElement('div') };
  const hook = renderHook(({ span }) => useZoom(ref, span, whole, onZoom), {
    initialProps: { span: whole },
  });
  return {
    onZoom,
    shown: () => hook.result.current.shown,
    press: (key: string) => {
      act(() => {
        hook.result.current.onKeyDown(
          new window.KeyboardEvent('keydown', { key }) as unknown as KeyboardEvent,
        );
      });
    },
    wait: () => {
      act(() => {
        vi.runAllTimers();
      });
    },
    loaded: (span: typeof whole) => {
      hook.rerender({ span });
    },
  };
}

it('keeps a change while the figures of the one before arrive', () => {
  const { onZoom, shown, press, wait, loaded } = zoom();
  press('+');
  const first = shown();
  wait();
  expect(onZoom).toHaveBeenLastCalledWith(first.from, first.to);
  press('+');
  const second = shown();
  expect(second.to - second.from).toBeLessThan(first.to - first.from);
  loaded(first);
  expect(shown()).toEqual(second);
  wait();
  expect(onZoom).toHaveBeenLastCalledWith(second.from, second.to);
  expect(onZoom).toHaveBeenCalledTimes(2);
  loaded(second);
  expect(shown()).toEqual(second);
});

it('shows what is loaded otherwise, such as by Back', () => {
  const { shown, press, wait, loaded } = zoom();
  press('+');
  wait();
  loaded(shown());
  loaded(whole);
  expect(shown()).toEqual(whole);
});
