/** The messages of the signalling WebSocket, as described in docs/signalling.md. */

import type { Grade } from './connection/connection-judge';
import type { Measurement, PublicationQuality, ViewerReport } from './measurement';
import type { Picture } from './picture-choice';

/** `cameraSmall`: the small picture of this page's own camera; pages do not see those of others. */
export type PublicationKind = 'camera' | 'screen' | 'cameraSmall';
export type Role = 'publisher' | 'viewer';

export interface Publication {
  id: string;
  kind: PublicationKind;
  audioMuted: boolean;
  videoMuted: boolean;
  /** A file of it is being written now. */
  recorded: boolean;
  /** How good the connection is over which it is sent, as that page says; absent from servers that do not know it yet. */
  uplink?: Grade;
}

export interface Participant {
  id: string;
  displayName: string;
  /** Without an account. */
  guest: boolean;
  /** This page's own session. */
  you: boolean;
  /** Another session of this page's account or guest: in another tab or on another device. */
  samePerson: boolean;
  status: 'present' | 'reconnecting';
  /** When the hand was raised; null while it is down. */
  handRaisedAt: string | null;
  /** Whether this person may act as the host: created the meeting, or is a co-host. */
  host: boolean;
  /** Whether this is a host that did not create the meeting. */
  coHost: boolean;
  /** When the host muted the microphone; null unless the host has, and once the person has unmuted it. */
  mutedByHostAt: string | null;
  /** Whether the person agreed to the recording; null without an answer, and while nothing is recorded. */
  recordingConsent: boolean | null;
  publications: Publication[];
}

/** Why a recording ended. A newer server may send other reasons. */
export type RecordingEnd = 'HOST' | 'EVERYBODY_LEFT' | 'TIME_LIMIT' | 'SIZE_LIMIT' | 'DISK_FULL';

/** The recording that goes on, or the last one. */
export interface RecordingState {
  active: boolean;
  /** Null for a meeting that was never recorded, as everything below. */
  id: string | null;
  since: string | null;
  /** The name of the host who started it; null also for an account that is gone. */
  startedBy: string | null;
  /** Null while it goes on. */
  end: RecordingEnd | null;
}

/** What somebody wrote into the meeting's chat. */
export interface ChatMessage {
  /** From 1 in the order in which messages were sent. */
  number: number;
  participantId: string;
  displayName: string;
  guest: boolean;
  sentAt: string;
  text: string;
}

export const reactions = ['thumbsUp', 'clap', 'heart', 'laugh', 'surprise', 'party'] as const;
export type Reaction = (typeof reactions)[number];

/** A newer server may send other states. */
export type SeenState =
  | 'FOUND'
  | 'SECOND_CODE'
  | 'TOO_SMALL'
  | 'GLARE'
  | 'HOLD_STILL'
  | 'OTHER_TEXT'
  | 'OTHERS_CLOCK'
  | 'FAST_PAGE';

/** One code that the worker sees in a picture of this page. */
export interface SeenCode {
  state: SeenState;
  /** x and y of the four corners in order, as fractions of the frame's width and height. */
  corners: readonly number[];
  /** The id of a clock of this meeting; null for other codes. */
  clockId: string | null;
}

/** An alert that goes on. */
export interface OpenAlert {
  id: string;
  participantId: string;
  /** What breaks the rule, without the participant's name. */
  text: string;
  at: string;
}

/** A link to the clock page for another device. */
export interface ClockLink {
  type: 'clockLink';
  ref: number;
  url: string;
  /** For devices in the same network, where the server listens for them; null otherwise. */
  lanUrl: string | null;
  /** Of the certificate behind `lanUrl`, which no authority has signed. */
  lanFingerprint: string | null;
  /** Whether another device can open one of the links. */
  reachable: boolean;
  expiresAt: string;
}

export interface Joined {
  type: 'joined';
  ref: number;
  participantId: string;
  resumeToken: string;
  iceServers: RTCIceServer[];
  meeting: {
    id: string;
    createdAt: string;
    /** Whether the media server is going out of service, and the host may move the call to another one. */
    moveSuggested: boolean;
    /** Whether the host asks everybody to switch the stamp clock on. */
    stampsRequested: boolean;
    title: string | null;
    /** A code that people can say, such as `fox-candle-ocean-42`. */
    shortCode: string;
    /** Whether pages publish a small picture of their cameras. */
    smallPictures: boolean;
    recording: RecordingState;
  };
  participants: Participant[];
}

/** The answer to `publish` or `view`. */
export interface Negotiated {
  type: 'published' | 'viewing';
  ref: number;
  publicationId: string;
  sdp: string;
}

export interface Candidate extends RTCIceCandidateInit {
  candidate: string;
}

export interface RemoteCandidate extends Candidate {
  type: 'candidate';
  publicationId: string;
  role: Role;
}

export interface Advice {
  participantId: string;
  publicationId: string;
  code: string;
  /** What is wrong, for everybody. */
  text: string;
  /** What the publisher can do about it; empty where there is nothing to do. */
  action: string;
}

export interface ServerError {
  type: 'error';
  ref?: number;
  code: string;
  message: string;
  fatal: boolean;
}

/** Repeats `sentMs` of the ping; both are present if the ping had it. */
export interface Pong {
  type: 'pong';
  sentMs?: number;
  /** The server's time when the ping arrived, in ms since 1970. */
  serverMs?: number;
}

/** Somebody who waits until the host lets them in. */
export interface Knock {
  id: string;
  displayName: string;
  /** The person has no account. */
  guest: boolean;
  /** Since when the person waits. */
  knockedAt: string;
}

/** What the server sends on its own. */
export type Notification =
  | { type: 'participant'; participant: Participant }
  | { type: 'participantLeft'; participantId: string }
  | RemoteCandidate
  | { type: 'latency'; measurements: Measurement[] }
  | {
      type: 'viewerQuality';
      publications: PublicationQuality[];
    }
  | ({ type: 'advice'; active: boolean } & Advice)
  | { type: 'codeSeen'; publicationId: string; codes: SeenCode[] }
  | { type: 'renegotiate'; publicationId: string; role: Role }
  | { type: 'mediaServer'; available: boolean }
  | { type: 'picture'; publicationId: string; picture: Picture }
  | { type: 'smallPictures'; active: boolean }
  | { type: 'moveSuggested'; active: boolean }
  | { type: 'stampRequest'; active: boolean }
  | { type: 'unmuteRequest' }
  | { type: 'recording'; recording: RecordingState }
  | { type: 'meeting'; title: string | null }
  | { type: 'chat'; messages: ChatMessage[] }
  | { type: 'reaction'; participantId: string; reaction: string }
  | { type: 'alerts'; alerts: OpenAlert[] }
  | { type: 'knocks'; knocks: Knock[] };

/** The answer to `stampClock`. */
export interface StampLease {
  type: 'stampClock';
  ref: number;
  clockId: string;
}

export type Answer = Joined | Negotiated | ClockLink | StampLease | { type: 'done'; ref: number };

export type ServerMessage = Answer | Notification | ServerError | Pong;

export type ClientRequest =
  | { type: 'join'; meetingId: string; displayName?: string; resumeToken?: string }
  | { type: 'publish'; kind: PublicationKind; sdp: string }
  | { type: 'unpublish'; publicationId: string }
  | { type: 'view'; publicationId: string; sdp: string; picture: Picture }
  | { type: 'unview'; publicationId: string }
  | { type: 'unmute' }
  | { type: 'clockLink' }
  | { type: 'stampClock' }
  | { type: 'stopStampClock' }
  | { type: 'switchHere' }
  | { type: 'chat'; text: string }
  | { type: 'hand'; raised: boolean }
  | { type: 'recordingConsent'; recordingId: string; agrees: boolean }
  | { type: 'react'; reaction: Reaction };

export type ClientNotice =
  | ({ type: 'candidate'; role: Role } & Candidate & ({ publicationId: string } | { ref: number }))
  | { type: 'mute'; publicationId: string; audioMuted: boolean; videoMuted: boolean }
  | { type: 'uplink'; publicationId: string; grade: Grade }
  | { type: 'keyframe'; publicationId: string }
  | { type: 'picture'; publicationId: string; picture: Picture }
  | { type: 'viewerReport'; clockErrorMs: number | null; publications: ViewerReport[] }
  | { type: 'clockReport'; clockId: string; clockMs: number; errorMs: number }
  | { type: 'ping'; sentMs: number }
  | { type: 'leave' };

const types: ReadonlySet<string> = new Set<ServerMessage['type']>([
  'joined',
  'participant',
  'participantLeft',
  'published',
  'viewing',
  'done',
  'clockLink',
  'codeSeen',
  'candidate',
  'latency',
  'viewerQuality',
  'advice',
  'renegotiate',
  'mediaServer',
  'picture',
  'smallPictures',
  'moveSuggested',
  'stampRequest',
  'unmuteRequest',
  'recording',
  'meeting',
  'chat',
  'reaction',
  'alerts',
  'knocks',
  'stampClock',
  'pong',
  'error',
]);

/**
 * Parses a message of our own server, whose fields are trusted. Null for anything that is not a JSON object of
 * a known type; a newer server may send other types.
 */
export function parseServerMessage(text: unknown): ServerMessage | null {
  if (typeof text !== 'string') {
    return null;
  }
  try {
    const message = JSON.parse(text) as { type?: unknown } | null;
    return typeof message?.type === 'string' && types.has(message.type)
      ? (message as ServerMessage)
      : null;
  } catch {
    return null;
  }
}
