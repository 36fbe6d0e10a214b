import { useCallback, useEffect, useRef, useState } from 'react';
import { HttpError, request } from '../api/http';
import { deleteJob, fetchJob, fetchLab, fetchResult, uploadVideo, type Job } from './lab';
import { parseResult, type Result } from './result';

/** What the page shows; `problem` is a sentence for people about what was tried before. */
export type View =
  | { step: 'choose'; problem: string | null }
  | { step: 'loading' }
  | { step: 'uploading'; fileName: string; share: number }
  | { step: 'analysing'; job: Job }
  | { step: 'report'; job: Job; result: Result };

const pollMs = 1000;
/** Half a minute without an answer ends the waiting. */
const mostFailures = 30;

const unreachable = 'The upload broke off. Check your connection and try again.';

interface Analysis {
  view: View;
  start: (file: File) => void;
  /** Ends the upload or the analysis, or leaves the report. */
  cancel: () => void;
}

/** One video from its choice to its report. The secret id is in the fragment of the address, so a reload resumes. */
export function useAnalysis(): Analysis {
  const [view, setView] = useState<View>(() =>
    idInAddress() === null ? { step: 'choose', problem: null } : { step: 'loading' },
  );
  const work = useRef<AbortController>(null);
  const id = useRef<string>(null);

  const begin = useCallback((): AbortSignal => {
    work.current?.abort();
    work.current = new AbortController();
    return work.current.signal;
  }, []);

  const give = useCallback((problem: string | null) => {
    id.current = null;
    putIntoAddress(null);
    setView({ step: 'choose', problem });
  }, []);

  const follow = useCallback(
    async (job: string, signal: AbortSignal) => {
      id.current = job;
      try {
        const done = await ended(job, signal, (running) => {
          setView({ step: 'analysing', job: running });
        });
        if (done.state === 'FAILED') {
          give(done.message);
          return;
        }
        const lines = await fetchResult(job);
        if (!signal.aborted) {
          setView({ step: 'report', job: done, result: parseResult(lines) });
        }
      } catch (error) {
        if (!signal.aborted) give((error as Error).message);
      }
    },
    [give],
  );

  useEffect(() => {
    const resumed = idInAddress();
    if (resumed !== null) void follow(resumed, begin());
    return () => work.current?.abort();
  }, [begin, follow]);

  const start = (file: File) => {
    const signal = begin();
    setView({ step: 'uploading', fileName: file.name, share: 0 });
    const upload = async () => {
      try {
        const job = await accepted(file, signal, (share) => {
          if (!signal.aborted) setView({ step: 'uploading', fileName: file.name, share });
        });
        putIntoAddress(job.id);
        setView({ step: 'analysing', job });
        await follow(job.id, signal);
      } catch (error) {
        if (!signal.aborted) give((error as Error).message);
      }
    };
    void upload();
  };

  const cancel = () => {
    work.current?.abort();
    if (id.current !== null) void deleteJob(id.current).catch(() => undefined);
    give(null);
  };

  return { view, start, cancel };
}

/** Uploads a video. Fails with a sentence. */
async function accepted(
  file: File,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Job> {
  const lab = await fetchLab();
  if (lab.refusal !== undefined) {
    throw new Error(lab.refusal);
  }
  if (file.size > lab.maxBytes) {
    const megabytes = Math.floor(lab.maxBytes / 1024 / 1024);
    throw new Error(`This file is larger than ${megabytes} MB; cut the video and try again.`);
  }
  try {
    return await uploadVideo(file, onProgress, signal);
  } catch (error) {
    const { code, message } = error as HttpError;
    if (code === 'FORBIDDEN') {
      // The CSRF cookie was missing or old. Requesting the session renews it.
      await request('GET', '/api/session');
      return await uploadVideo(file, onProgress, signal);
    }
    if (message !== '' || signal.aborted) throw error;
    // A server that refuses an upload closes the connection, often before the browser has read why.
    throw new Error((await fetchLab()).refusal ?? unreachable);
  }
}

/** Asks for a job until it has ended. A few unanswered requests are no reason to give up. */
async function ended(id: string, signal: AbortSignal, onRunning: (job: Job) => void): Promise<Job> {
  for (let failures = 0; ;) {
    try {
      const job = await fetchJob(id);
      failures = 0;
      signal.throwIfAborted();
      if (job.state === 'DONE' || job.state === 'FAILED') return job;
      onRunning(job);
    } catch (error) {
      signal.throwIfAborted();
      const { status } = error as HttpError;
      if (status === 404 || ++failures > mostFailures) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    signal.throwIfAborted();
  }
}

function idInAddress(): string | null {
  return /^#([\w-]{32})$/.exec(window.location.hash)?.[1] ?? null;
}

function putIntoAddress(id: string | null): void {
  const { pathname } = window.location;
  window.history.replaceState(window.history.state, '', id === null ? pathname : `#${id}`);
}
