import { expect, it, vi } from 'vitest';
import { moduleLoader } from './module-loader';

const address = 'https://call.example.org/assets/room-parts-x1.js';

it.each([
  ['Chromium', `Failed to fetch dynamically imported module: ${address}`],
  ['Firefox', `error loading dynamically imported module: ${address}`],
])('asks for a module under another address after each failure in %s', async (_, message) => {
  const module = { name: 'the module' };
  const load = vi.fn(() => Promise.reject<typeof module>(new TypeError(message)));
  const importIt = vi
    .fn<(address: string) => Promise<unknown>>()
    .mockRejectedValueOnce(new TypeError(`${message}?attempt=2`))
    .mockResolvedValue(module);
  const loader = moduleLoader(load, importIt);
  await expect(loader()).rejects.toThrow(message);
  await expect(loader()).rejects.toThrow(message);
  expect(await loader()).toBe(module);
  expect(await loader()).toBe(module);
  expect(load).toHaveBeenCalledOnce();
  expect(importIt.mock.calls).toEqual([[`${address}?attempt=2`], [`${address}?attempt=3`]]);
});

it('tries as before where the browser does not tell the address', async () => {
  const load = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new TypeError('Importing a module script failed.'))
    .mockResolvedValue('the module');
  const loader = moduleLoader(load);
  await expect(loader()).rejects.toThrow('Importing');
  expect(await loader()).toBe('the module');
});

it('imports once for everybody who asks at the same time', async () => {
  const load = vi.fn(() => Promise.resolve({}));
  const loader = moduleLoader(load);
  const [one, other] = await Promise.all([loader(), loader()]);
  expect(one).toBe(other);
  expect(load).toHaveBeenCalledOnce();
});
