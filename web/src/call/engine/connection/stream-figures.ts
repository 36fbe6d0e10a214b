import {
  difference,
  entriesOf,
  lost,
  number,
  ratio,
  round,
  scaled,
  selectedPair,
  type Entry,
  type Report,
} from '../stat-values';

/** What one stream of a connection did between two statistics reports; null where unknown. */
export interface StreamFigures {
  /** `up`: this page sends it. */
  direction: 'up' | 'down';
  kind: 'audio' | 'video';
  /** Such as `VP8`. */
  codec: string | null;
  width: number | null;
  height: number | null;
  framesPerSecond: number | null;
  bitsPerSecond: number | null;
  /** Sent, or received and lost. */
  packets: number | null;
  /** Of a stream that this page sends, as the media server counts them in its receiver reports (RFC 3550, section 6.4). */
  packetsLost: number | null;
  jitterMs: number | null;
  /** The round trip between this page and the media server. */
  rttMs: number | null;
  jitterBufferMs: number | null;
  frozenMs: number | null;
  /** Whether the network keeps the encoder below the quality that it would send; null for streams that this page receives. */
  limitedByNetwork: boolean | null;
  /** Between the two reports. */
  elapsedMs: number | null;
}

/** Reads the streams of one connection from one statistics report to the next. */
export class StreamMeter {
  #before: ReadonlyMap<string, Entry> = new Map();

  /** The streams in the report. What is counted between two reports is unknown the first time. */
  take(report: Report): StreamFigures[] {
    const entries = entriesOf(report);
    const before = this.#before;
    this.#before = entries;
    return [...entries.values()].filter(isStream).map((now) => figures(now, entries, before));
  }
}

/** A stream that has sent or received something; an `rid` or a media line alone is none. */
function isStream({ type, kind, packetsSent, packetsReceived }: Entry): boolean {
  const packets = type === 'outbound-rtp' ? packetsSent : packetsReceived;
  return (
    (type === 'outbound-rtp' || type === 'inbound-rtp') &&
    (kind === 'audio' || kind === 'video') &&
    (number(packets) ?? 0) > 0
  );
}

function figures(
  now: Entry,
  entries: ReadonlyMap<string, Entry>,
  earlier: ReadonlyMap<string, Entry>,
): StreamFigures {
  const up = now['type'] === 'outbound-rtp';
  const id = String(now['id']);
  const before = sameStream(earlier.get(id), now);
  const remoteId = String(now['remoteId']);
  const remote = up ? (entries.get(remoteId) ?? reportOn(now, entries)) : undefined;
  const remoteBefore = sameStream(earlier.get(String(remote?.['id'])), remote);
  const packetsLost = up ? lost(remoteBefore, remote) : lost(before, now);
  const moved = difference(up ? 'packetsSent' : 'packetsReceived', before, now);
  const elapsedMs = difference('timestamp', before, now);
  const perSecond = (amount: number | null) =>
    amount === null || elapsedMs === null || elapsedMs <= 0 ? null : (amount * 1000) / elapsedMs;
  const bytes = difference(up ? 'bytesSent' : 'bytesReceived', before, now);
  const framesPerSecond = perSecond(difference(up ? 'framesSent' : 'framesDecoded', before, now));
  const bitsPerSecond = perSecond(bytes);
  const limit = now['qualityLimitationReason'];
  return {
    direction: up ? 'up' : 'down',
    kind: now['kind'] === 'audio' ? 'audio' : 'video',
    codec: codecOf(entries.get(String(now['codecId']))),
    width: number(now['frameWidth']),
    height: number(now['frameHeight']),
    framesPerSecond: framesPerSecond === null ? null : round(framesPerSecond),
    bitsPerSecond: bitsPerSecond === null ? null : Math.round(bitsPerSecond * 8),
    packets: up || moved === null ? moved : moved + (packetsLost ?? 0),
    packetsLost,
    jitterMs: scaled((remote ?? now)['jitter'], 1000),
    rttMs:
      scaled(remote?.['roundTripTime'], 1000) ??
      scaled(selectedPair(entries)?.['currentRoundTripTime'], 1000),
    jitterBufferMs: up
      ? null
      : ratio('jitterBufferDelay', 'jitterBufferEmittedCount', before, now, 1000),
    frozenMs: scaled(difference('totalFreezesDuration', before, now), 1000),
    limitedByNetwork: typeof limit === 'string' ? limit === 'bandwidth' : null,
    elapsedMs,
  };
}

function sameStream(before: Entry | undefined, now: Entry | undefined): Entry | undefined {
  return before?.['ssrc'] === now?.['ssrc'] ? before : undefined;
}

/** The media server's report about a stream, in browsers that do not name it in the stream. */
function reportOn({ ssrc }: Entry, entries: ReadonlyMap<string, Entry>): Entry | undefined {
  return [...entries.values()].find(
    (one) => one['type'] === 'remote-inbound-rtp' && one['ssrc'] === ssrc,
  );
}

function codecOf(codec: Entry | undefined): string | null {
  const mimeType = codec?.['mimeType'];
  return typeof mimeType === 'string' ? mimeType.replace(/^\w+\//, '') : null;
}
