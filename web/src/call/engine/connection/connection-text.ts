import type { Connection, Finding } from './connection-judge';

const names = { good: 'Good', fair: 'Fair', poor: 'Poor', lost: 'Lost' } as const;

/** The grade in one word. */
export function gradeName({ grade }: Connection): string {
  return names[grade];
}

/** The grade with its reasons: "Poor connection: 12 % of packets lost, round trip 640 ms". */
export function describeConnection(connection: Connection): string {
  const name = `${gradeName(connection)} connection`;
  const reasons = connection.findings.map(describe).join(', ');
  return reasons === '' ? name : `${name}: ${reasons}`;
}

function describe({ cause, value }: Finding): string {
  const rounded = Math.round(value ?? 0);
  switch (cause) {
    case 'loss':
      return `${rounded} % of packets lost`;
    case 'jitter':
      return `jitter ${rounded} ms`;
    case 'delay':
      return `round trip ${rounded} ms`;
    case 'freezes':
      return `video frozen ${rounded} % of the time`;
    case 'frameRate':
      return `${rounded} frames per second`;
    case 'bandwidth':
      return `only ${Math.round((value ?? 0) / 1000)} kbit/s`;
    case 'reduced':
      return 'small picture, as your connection is slow';
    case 'silence':
      return 'nothing arrives';
    case 'path':
      return 'being restored';
  }
}
