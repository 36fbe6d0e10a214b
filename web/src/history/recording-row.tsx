import { Download, MonitorUp, Play, Trash2, Video } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Confirmation } from '../ui/confirmation';
import { formatDateTime, formatDuration } from '../ui/time';
import { formatBytes } from './format';
import { DeleteRecording, type RecordedFile } from './recordings';

interface RecordingRowProps {
  file: RecordedFile;
  onDeleted: () => void;
}

/** One file: of whom it is and what became of it, with a player, a download, and for hosts a way to delete it. */
export function RecordingRow({ file, onDeleted }: RecordingRowProps) {
  const [open, setOpen] = useState<'player' | 'deletion' | null>(null);
  const { path, participant, shows } = file;
  const name = `${participant.displayName}${shows === 'SCREEN' ? ' (screen)' : ''}`;
  const Icon = shows === 'SCREEN' ? MonitorUp : Video;
  const toggle = (part: 'player' | 'deletion') => () => {
    setOpen(open === part ? null : part);
  };
  return (
    <li className="flex flex-col gap-3 px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Icon aria-hidden className="size-5 shrink-0 text-muted" />
        <div className="min-w-0 flex-1 basis-52">
          <p className="truncate font-medium">{name}</p>
          <p className="text-sm text-muted tabular-nums">{details(file)}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          {path !== null && (
            <>
              <Button
                look="secondary"
                aria-label={`Play the recording of ${name}`}
                aria-expanded={open === 'player'}
                onClick={toggle('player')}
              >
                <Play aria-hidden />
                Play
              </Button>
              <Button look="secondary" asChild>
                <a
                  href={`${path}?download`}
                  download
                  aria-label={`Download the recording of ${name}`}
                >
                  <Download aria-hidden />
                  Download
                </a>
              </Button>
            </>
          )}
          {file.deletable && (
            <Button
              look="quiet"
              aria-label={`Delete the recording of ${name}`}
              aria-expanded={open === 'deletion'}
              className="px-3"
              onClick={toggle('deletion')}
            >
              <Trash2 aria-hidden />
            </Button>
          )}
        </div>
      </div>
      {file.reason !== null && <Banner tone="warning">{file.reason}</Banner>}
      {open === 'player' && path !== null && (
        <video
          controls
          autoPlay
          preload="metadata"
          src={path}
          aria-label={`Recording of ${name}`}
          className="max-h-[70vh] w-full rounded-lg bg-black"
        />
      )}
      {open === 'deletion' && (
        <Deletion
          id={file.id}
          onDeleted={onDeleted}
          onCancel={() => {
            setOpen(null);
          }}
        />
      )}
    </li>
  );
}

interface DeletionProps {
  id: string;
  onDeleted: () => void;
  onCancel: () => void;
}

function Deletion({ id, onDeleted, onCancel }: DeletionProps) {
  const [{ fetching, error }, remove] = useMutation(DeleteRecording);
  return (
    <Confirmation
      question="Delete this recording?"
      consequence="This deletes the file for everybody."
      action="Delete permanently"
      busy={fetching}
      onConfirm={() => {
        void remove({ id }).then(({ error: failed }) => {
          if (failed === undefined) onDeleted();
        });
      }}
      onCancel={onCancel}
    >
      {error !== undefined && <Banner tone="danger">{graphqlProblem(error)}</Banner>}
    </Confirmation>
  );
}

function details({ at, until, state, bytes }: RecordedFile): string {
  const parts = [formatDateTime(at)];
  if (until !== null) parts.push(formatDuration(Date.parse(until) - Date.parse(at)));
  if (state !== 'FAILED') parts.push(formatBytes(bytes));
  if (state !== 'COMPLETE') parts.push(stateNames[state]);
  return parts.join(' · ');
}

const stateNames: Record<Exclude<RecordedFile['state'], 'COMPLETE'>, string> = {
  RECORDING: 'being recorded',
  CUT_OFF: 'incomplete',
  FAILED: 'failed',
};
