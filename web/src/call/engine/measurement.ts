/** What is measured of a video, as it stands in messages of the signalling WebSocket (docs/signalling.md). */

/** One latency value that the worker read from one video frame; times in ms. */
export interface Measurement {
  participantId: string;
  publicationId: string;
  sampleId: string;
  arrivedAt: string;
  /** The raw reading, with the bounds of this reading alone. */
  latencyMs: number;
  lowerMs: number;
  upperMs: number;
  /** The latency to show, with bounds, combined from this reading and earlier ones. */
  estimateMs: number;
  estimateLowerMs: number;
  estimateUpperMs: number;
  /** The latency lies within ± this of the estimate in 95 % of all cases. */
  plusMinusMs: number | null;
  /** PAIR: two codes of one clock in the picture; the latency is that of the loop between them. */
  source: 'GOPRO' | 'OWN' | 'STAMP' | 'PAIR';
  zone: 'ZONED' | 'INFERRED';
  /** With the source, these tell the clocks in a picture apart. */
  clockId: string | null;
  clockNumber: number;
  /** Only valid values count in statistics. */
  validity: 'VALID' | 'IMPLAUSIBLE' | 'CLOCK_FAULT';
}

/** The stages from camera to screen, in ms, and their sum with bounds; null where unknown. */
export interface GlassToGlass {
  cameraToServerMs: number | null;
  cameraToServerLowerMs: number | null;
  cameraToServerUpperMs: number | null;
  cameraSource: Measurement['source'] | null;
  /** The part of `cameraToServerMs` that passes in the camera. */
  captureMs: number | null;
  capturePlusMinusMs: number | null;
  /** Between page and page. `cameraToServerMs` contains as much. */
  mediaServerMs: number | null;
  downlinkMs: number | null;
  jitterBufferMs: number | null;
  decodeMs: number | null;
  renderMs: number | null;
  estimateMs: number | null;
  lowerMs: number | null;
  upperMs: number | null;
}

/** What follows from the newest report about a publication. */
export interface PublicationQuality {
  publicationId: string;
  glassToGlass: GlassToGlass;
  /** Null where no reading in the report matches. */
  matchedFrames: MatchedFrames | null;
}

/** Frames that a worker and this page have timed; means in ms. */
export interface MatchedFrames {
  frames: number;
  cameraToServerMs: number;
  downlinkMs: number | null;
  serverToScreenMs: number;
}

/** A frame in which this page read a clock code. Instants are in ms since 1970 by the server's clock. */
export interface ReadFrame {
  clockId: string | null;
  clockMs: number;
  /** Of the stream to this page. */
  rtpTimestamp: number;
  receivedMs: number | null;
  shownMs: number;
}

/** What this page knows of one publication in the last second; null where unknown. Delays are means in ms. */
export interface ViewerReport {
  publicationId: string;
  rttMs: number | null;
  networkJitterMs: number | null;
  jitterBufferMs: number | null;
  decodeMs: number | null;
  /** Contains the jitter buffer. */
  processingMs: number | null;
  assemblyMs: number | null;
  displayMs: number | null;
  packetsReceived: number | null;
  packetsLost: number | null;
  framesDecoded: number | null;
  framesDropped: number | null;
  framesPerSecond: number | null;
  freezes: number | null;
  frozenMs: number | null;
  width: number | null;
  height: number | null;
  directMs: number | null;
  directLowerMs: number | null;
  directUpperMs: number | null;
  directReadings: number | null;
  frames: ReadFrame[];
}
