import { worse, type Cause, type Connection, type Finding, type Grade } from './connection-judge';

const names = { good: 'Good', fair: 'Fair', poor: 'Poor', lost: 'Lost' } as const;

/** The grade in one word. */
export function gradeName(grade: Grade): string {
  return names[grade];
}

/** The grade with its reasons: "Poor connection: 12 % of packets lost, round trip 640 ms". */
export function describeConnection(connection: Connection): string {
  const name = `${gradeName(connection.grade)} connection`;
  const reasons = connection.findings.map(describe).join(', ');
  return reasons === '' ? name : `${name}: ${reasons}`;
}

/** The connection over which somebody else's page sends, as that page says. */
export interface Uplink {
  /** Whose it is. */
  name: string;
  grade: Grade;
}

/** Where the sender's own connection is good, the way from the media server to this page causes these. */
const ownCauses: ReadonlySet<Cause> = new Set(['loss', 'jitter', 'delay']);

/**
 * How good the way from somebody else to this page is: the worse of what arrives here and the sender's own connection.
 * Undefined while nothing is known.
 */
export function gradeOfWay(arriving: Connection | undefined, uplink: Uplink): Grade | undefined {
  if (arriving === undefined) return uplink.grade === 'good' ? undefined : uplink.grade;
  return worse(arriving.grade, uplink.grade);
}

/** As above with the reasons, which say whose connection it is: "Poor connection: Ana's own connection is poor". */
export function describeWay(arriving: Connection | undefined, uplink: Uplink): string {
  const grade = gradeOfWay(arriving, uplink) ?? 'good';
  const findings = arriving?.findings ?? [];
  const theirs =
    uplink.grade === 'good'
      ? []
      : [`${uplink.name}'s own connection is ${names[uplink.grade].toLowerCase()}`];
  // Packets that the sender loses are missing here too.
  const atYourEnd = theirs.length === 0 && findings.some(({ cause }) => ownCauses.has(cause));
  const here = findings.map(describe).join(', ');
  const reasons = [...theirs, ...(here === '' ? [] : [here])].join('; ');
  const name = `${names[grade]} connection${atYourEnd ? ' at your end' : ''}`;
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
