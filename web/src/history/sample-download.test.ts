import { afterEach, expect, it, vi } from 'vitest';
import { SampleDownload } from './sample-download';
import { brokenFile } from './sample-fixture';

afterEach(() => {
  vi.unstubAllGlobals();
});

const row = (n: number) => `{"id":"e${n}","arrivedAt":"t${n}","latencyMs":${n}}\n`;
const whole = (text: string, rows: number) =>
  new Response(text, { headers: { 'X-Row-Count': String(rows) } });

/** @returns the addresses that were asked for */
function serveFiles(...answers: Response[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    const answer = answers.shift();
    return answer === undefined ? Promise.reject(new TypeError('away')) : Promise.resolve(answer);
  });
  return asked;
}

const download = (format: 'csv' | 'jsonl') =>
  new SampleDownload(
    { title: 'File', name: `f.${format}`, format, address: `/f.${format}?from=1` },
    null,
  );
const load = (of: SampleDownload) => of.load(new AbortController().signal, () => undefined);

it('goes on after the last whole JSON line, and counts the rows of all parts', async () => {
  const reason = '{"complete":false,"code":"FAILED","message":"The samples could not be read."}\n';
  const asked = serveFiles(
    brokenFile(row(1) + row(2) + reason, 4),
    brokenFile(row(3) + row(4).slice(0, 9), 2),
    whole(row(4) + '{"complete":true,"rows":1}\n', 1),
  );
  const file = download('jsonl');
  await expect(load(file)).rejects.toThrow('The samples could not be read.');
  expect([file.rows, file.total]).toEqual([2, 4]);
  await expect(load(file)).rejects.toThrow('The connection broke off.');
  expect([file.rows, file.total]).toEqual([3, 4]);
  expect(await (await load(file)).text()).toBe(
    row(1) + row(2) + row(3) + row(4) + '{"complete":true,"rows":4}\n',
  );
  expect(asked).toEqual([
    '/f.jsonl?from=1',
    '/f.jsonl?from=1&after=e2%2Ct2',
    '/f.jsonl?from=1&after=e3%2Ct3',
  ]);
});

it('begins again where no row has arrived', async () => {
  const asked = serveFiles(
    brokenFile('id,arrived_at\ne1,t', 1),
    whole('id,arrived_at\ne1,t1\n', 1),
  );
  const file = download('csv');
  await expect(load(file)).rejects.toThrow();
  expect(await (await load(file)).text()).toBe('id,arrived_at\ne1,t1\n');
  expect(asked).toEqual(['/f.csv?from=1', '/f.csv?from=1']);
});

it('keeps the rows while the server cannot be reached', async () => {
  serveFiles(brokenFile(row(1), 2));
  const file = download('jsonl');
  await expect(load(file)).rejects.toThrow('The connection broke off.');
  await expect(load(file)).rejects.toThrow('The server cannot be reached.');
  expect(file.rows).toBe(1);
});
