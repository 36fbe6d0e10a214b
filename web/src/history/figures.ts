import { graphql, type ResultOf } from '../api/gql';
import type { RawSample } from './raw-samples';
import type { Timeline } from './timeline';

/** The summary of a range, and latency over time. */
export const LatencyOverTime = graphql(`
  query LatencyOverTime(
    $id: ID!
    $range: TimeRange!
    $participantId: ID
    $maxPoints: Int!
    $bounds: Boolean!
  ) {
    meeting(id: $id) {
      id
      latencySummary(range: $range, participantId: $participantId) {
        samplesKept
        lines {
          participantId
          source
          count
          implausible
          clockFaults
          minMs
          meanMs
          meanLowerMs
          meanUpperMs
          sdMs
          p50Ms
          p95Ms
          p99Ms
          maxMs
        }
        refused {
          reason
          count
        }
      }
      latencyHistory(range: $range, participantId: $participantId, maxPoints: $maxPoints) {
        resolution
        lines {
          participantId
          source
          buckets {
            startsAt
            count
            implausible
            clockFaults
            p5Ms
            p50Ms
            p95Ms
            lowerMs @include(if: $bounds)
            upperMs @include(if: $bounds)
          }
        }
      }
    }
  }
`);

/** How exactly the figures of a range are known. It is a query of its own, because figures are there earlier. */
export const IntervalsOfRange = graphql(`
  query IntervalsOfRange($id: ID!, $range: TimeRange!, $participantId: ID) {
    meeting(id: $id) {
      id
      latencySummary(range: $range, participantId: $participantId) {
        lines {
          participantId
          source
          intervals {
            p50 {
              lowerMs
              upperMs
            }
            p95 {
              lowerMs
              upperMs
            }
            mean {
              lowerMs
              upperMs
            }
          }
        }
      }
    }
  }
`);

/** The quality of video over time. */
export const QualityOverTime = graphql(`
  query QualityOverTime($id: ID!, $range: TimeRange!, $participantId: ID, $maxPoints: Int!) {
    meeting(id: $id) {
      id
      videoQuality(range: $range, participantId: $participantId, maxPoints: $maxPoints) {
        resolution
        lines {
          participantId
          buckets {
            startsAt
            bitsPerSecond
            lossPercent
            jitterMs
            framesPerSecond
            freezes
            frozenMs
            brightness
            sharpness
            mediaServerMs
          }
        }
      }
    }
  }
`);

/** The whole way to the viewers' screens over time. */
export const GlassOverTime = graphql(`
  query GlassOverTime(
    $id: ID!
    $range: TimeRange!
    $participantId: ID
    $maxPoints: Int!
    $bounds: Boolean!
  ) {
    meeting(id: $id) {
      id
      glassToGlass(range: $range, participantId: $participantId, maxPoints: $maxPoints) {
        resolution
        lines {
          participantId
          source
          buckets {
            startsAt
            p5Ms
            p50Ms
            p95Ms
            lowerMs @include(if: $bounds)
            upperMs @include(if: $bounds)
          }
        }
      }
    }
  }
`);

type LatencyMeeting = NonNullable<ResultOf<typeof LatencyOverTime>['meeting']>;
type QualityMeeting = NonNullable<ResultOf<typeof QualityOverTime>['meeting']>;
type GlassMeeting = NonNullable<ResultOf<typeof GlassOverTime>['meeting']>;

export type Summary = LatencyMeeting['latencySummary'];
export type SummaryLine = Summary['lines'][number];
export type LineIntervals = NonNullable<
  ResultOf<typeof IntervalsOfRange>['meeting']
>['latencySummary']['lines'][number];
export type Interval = NonNullable<NonNullable<LineIntervals['intervals']>['p50']>;
export type LatencyHistory = LatencyMeeting['latencyHistory'];
export type LatencyBucket = LatencyHistory['lines'][number]['buckets'][number];
export type GlassToGlass = GlassMeeting['glassToGlass'];
export type Quality = QualityMeeting['videoQuality'];
export type QualityBucket = Quality['lines'][number]['buckets'][number];

/** What the page draws of one range. */
export interface Figures {
  /** The range in ms since 1970. */
  from: number;
  to: number;
  summary: Summary;
  latency: LatencyHistory;
  quality: Quality;
  /** From the light in a camera to the screens of all viewers. */
  glass: GlassToGlass;
  timeline: Timeline;
  /** All samples of a range that has few; empty otherwise. */
  samples: readonly RawSample[];
}

/** An ISO 8601 duration as the server writes them, such as `PT1M30S` or `P2D`, in s. */
export function durationSeconds(iso: string): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (parts ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
