import { csvLine } from '../ui/save-file';
import type { Code, Pair, Result } from './result';

/** All differences, then all codes, each kind with its own columns filled (RFC 4180, with a header line). */
export function toCsv({ pairs, codes }: Result): string {
  const columns = [
    'kind',
    'frame',
    'seconds',
    'place',
    'text',
    'utc',
    'id',
    'refused_because',
    'behind_place',
    'behind_text',
    'difference_ms',
    'lower_ms',
    'upper_ms',
  ];
  return [columns.join(','), ...pairs.map(pairLine), ...codes.map(codeLine), ''].join('\r\n');
}

function pairLine(pair: Pair): string {
  return csvLine([
    'pair',
    pair.frame,
    pair.seconds,
    pair.ahead,
    pair.aheadText,
    null,
    null,
    null,
    pair.behind,
    pair.behindText,
    pair.differenceMs,
    pair.lowMs,
    pair.highMs,
  ]);
}

function codeLine(code: Code): string {
  return csvLine([
    'code',
    code.frame,
    code.seconds,
    code.place,
    code.text,
    code.utc,
    code.id,
    code.reason,
    null,
    null,
    null,
    null,
    null,
  ]);
}
