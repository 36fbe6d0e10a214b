import { describe, expect, it } from 'vitest';
import { driftRatio, granularityMs, memoryMs, ServerClock } from './server-clock';

/** The server is ahead of the page by this, in ms. */
const ahead = 1_700_000_000_000;

/** An exchange with these delays to the server and back, in ms. */
function exchange(sentMs: number, up: number, down: number, offset = ahead) {
  return { sentMs, serverMs: sentMs + up + offset, receivedMs: sentMs + up + down };
}

describe('the server clock', () => {
  it('knows nothing before the first exchange', () => {
    const clock = new ServerClock();
    expect(clock.at(0)).toBeNull();
    expect(clock.heardMs).toBeNull();
  });

  it('takes the middle of the round trip, and half of it as the bound', () => {
    const clock = new ServerClock();
    clock.add(exchange(100, 10, 10));
    expect(clock.at(120)).toEqual({ offsetMs: ahead, errorMs: 10 + granularityMs });
    expect(clock.heardMs).toBe(120);
  });

  it('uses the fastest exchange, also if slower ones follow', () => {
    const clock = new ServerClock();
    clock.add(exchange(0, 40, 90));
    clock.add(exchange(200, 2, 2));
    clock.add(exchange(400, 200, 10));
    expect(clock.at(700)?.offsetMs).toBe(ahead);
    expect(clock.at(700)?.errorMs).toBeCloseTo(2 + granularityMs + 496 * driftRatio, 6);
  });

  it('prefers a newer exchange once the drift outweighs the round trip', () => {
    const clock = new ServerClock();
    clock.add(exchange(0, 2, 2));
    clock.add(exchange(40_000, 4, 4));
    expect(clock.at(40_010)?.errorMs).toBeLessThan(5 + granularityMs);
  });

  it('forgets exchanges that are too old', () => {
    const clock = new ServerClock();
    clock.add(exchange(0, 1, 1));
    clock.add(exchange(memoryMs + 10, 50, 50));
    expect(clock.at(memoryMs + 110)?.errorMs).toBe(50 + granularityMs);
  });

  it('holds the true offset within its bound, whatever the delays', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    let state = seed;
    const random = () => {
      state = (Math.imul(state, 48271) >>> 0) % 2147483647;
      return state / 2147483647;
    };
    const clock = new ServerClock();
    let now = 0;
    // The page's clock runs 40 ppm slow.
    const drift = 40e-6;
    for (let i = 0; i < 500; i++) {
      now += i < 10 ? 100 : 1000;
      const up = random() * 80;
      const down = random() * 300;
      const serverMs = ahead + (now + up) * (1 + drift);
      clock.add({ sentMs: Math.floor(now), serverMs, receivedMs: Math.floor(now + up + down) });
      const at = now + up + down;
      const known = clock.at(at);
      const off = Math.abs(at + (known?.offsetMs ?? 0) - (ahead + at * (1 + drift)));
      expect(off, `seed ${seed}, exchange ${i}`).toBeLessThanOrEqual(known?.errorMs ?? 0);
    }
  });

  it('starts again when the server contradicts what was known', () => {
    const clock = new ServerClock();
    clock.add(exchange(0, 1, 1));
    clock.add(exchange(5000, 20, 20, ahead + 3000));
    expect(clock.at(5040)?.offsetMs).toBe(ahead + 3000);
  });

  it('ignores exchanges that cannot be', () => {
    const clock = new ServerClock();
    clock.add({ sentMs: 10, serverMs: ahead, receivedMs: 5 });
    clock.add({ sentMs: 10, serverMs: Number.NaN, receivedMs: 15 });
    expect(clock.at(20)).toBeNull();
  });
});
