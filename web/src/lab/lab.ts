import { csrfHeaders } from '../api/csrf';
import { HttpError, request } from '../api/http';

/** What the lab accepts at present. */
export interface Lab {
  on: boolean;
  maxBytes: number;
  maxSeconds: number;
  keepSeconds: number;
  /** Why a video would be refused now, as a sentence. */
  refusal?: string;
}

export interface Job {
  /** Secret: whoever knows it sees the result. */
  id: string;
  state: 'WAITING' | 'RUNNING' | 'DONE' | 'FAILED';
  fileName: string;
  /** Videos that are analysed before this one. */
  before: number;
  /** The part of the video that has been analysed, 0 to 1. */
  progress: number;
  /** Why it failed, or what the result lacks; may be empty. */
  message: string;
  expiresAt: string;
}

export async function fetchLab(): Promise<Lab> {
  return (await request('GET', '/lab/jobs')) as Lab;
}

export async function fetchJob(id: string): Promise<Job> {
  return (await request('GET', `/lab/jobs/${id}`)) as Job;
}

/** Cancels an analysis, or deletes its result. */
export async function deleteJob(id: string): Promise<void> {
  await request('DELETE', `/lab/jobs/${id}`);
}

/** The JSON lines of a finished job. A long video has tens of MB of them. */
export async function fetchResult(id: string): Promise<string> {
  const response = await fetch(`/lab/jobs/${id}/result`, { credentials: 'same-origin' }).catch(
    () => null,
  );
  if (response?.ok !== true) {
    throw new HttpError(response?.status ?? 0, '', 'The result cannot be loaded.');
  }
  return response.text();
}

/**
 * Uploads a video and returns its job. Unlike `fetch`, XMLHttpRequest reports how much has been sent.
 *
 * @throws HttpError with a sentence for people
 */
export function uploadVideo(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Job> {
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest();
    upload.open('POST', `/lab/jobs?name=${encodeURIComponent(file.name.slice(0, 120))}`);
    upload.setRequestHeader('Content-Type', 'application/octet-stream');
    upload.setRequestHeader('Accept', 'application/json');
    for (const [name, value] of Object.entries(csrfHeaders())) {
      upload.setRequestHeader(name, value);
    }
    upload.upload.onprogress = ({ loaded, total }) => {
      onProgress(total === 0 ? 0 : loaded / total);
    };
    upload.onload = () => {
      const json = parsed(upload.responseText);
      if (upload.status === 202) {
        resolve(json as unknown as Job);
      } else {
        reject(new HttpError(upload.status, text(json['code']), text(json['detail'])));
      }
    };
    upload.onerror = () => {
      reject(new HttpError(0, '', ''));
    };
    upload.onabort = () => {
      reject(new HttpError(0, 'ABORTED', 'The upload was cancelled.'));
    };
    signal.addEventListener('abort', () => {
      upload.abort();
    });
    upload.send(file);
  });
}

function parsed(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
