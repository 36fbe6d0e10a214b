import { Download, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { HttpError } from '../api/http';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Menu, MenuItem } from '../ui/menu';
import { saveFile } from '../ui/save-file';
import type { Summary } from './figures';
import { SampleDownload, type SampleFile } from './sample-download';
import type { Span, View } from './view';

interface SampleFilesProps {
  meetingId: string;
  /** The token of the shared link that the reader has; null for an account. */
  link: string | null;
  view: View;
  span: Span;
  summary: Summary;
}

/**
 * Downloads the samples of the range as the server writes them, however many there are. The page loads them and then saves them: a
 * download of the browser's own could not go on after it broke off, and would have the token of a shared link in its address.
 */
export function SampleFiles({ meetingId, link, view, span, summary }: SampleFilesProps) {
  const [running, setRunning] = useState<AbortController | null>(null);
  const [broken, setBroken] = useState<{ download: SampleDownload; problem: string } | null>(null);
  const [progress, setProgress] = useState('');
  const latest = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      latest.current?.abort();
    },
    [],
  );

  async function load(download: SampleDownload) {
    const controller = new AbortController();
    latest.current = controller;
    setRunning(controller);
    setBroken(null);
    setProgress('');
    try {
      const file = await download.load(controller.signal, () => {
        setProgress(progressOf(download));
      });
      saveFile(download.file.name, file.type, file);
    } catch (error) {
      if (!controller.signal.aborted) {
        const problem = error instanceof HttpError ? error.message : 'The file could not be saved.';
        setBroken({ download, problem });
      }
    } finally {
      setRunning(null);
    }
  }

  const rows = summary.lines.reduce(
    (sum, { count, implausible, clockFaults }) => sum + count + implausible + clockFaults,
    0,
  );
  if (rows === 0 && running === null && broken === null) return null;
  // Roll-ups also count samples that have been deleted.
  const label = summary.samplesKept
    ? `Download ${rows.toLocaleString()} ${rows === 1 ? 'row' : 'rows'}`
    : 'Download the kept rows';
  return (
    <>
      {running === null ? (
        <Menu
          trigger={
            <Button look="secondary">
              <Download aria-hidden />
              {label}
            </Button>
          }
        >
          {filesOf(meetingId, view, span).map((file) => (
            <MenuItem
              key={file.title}
              onSelect={() => {
                void load(new SampleDownload(file, link));
              }}
            >
              {file.title}
            </MenuItem>
          ))}
        </Menu>
      ) : (
        <Button
          look="secondary"
          onClick={() => {
            running.abort();
          }}
        >
          <X aria-hidden />
          Stop the download
          {progress !== '' && <span className="text-muted tabular-nums">{progress}</span>}
        </Button>
      )}
      <span role="status" className="sr-only">
        {running === null ? '' : 'Downloading…'}
      </span>
      {broken !== null && (
        <Banner
          tone="danger"
          className="basis-full"
          action={
            <Button
              onClick={() => {
                void load(broken.download);
              }}
            >
              {broken.download.rows > 0 ? 'Continue' : 'Try again'}
            </Button>
          }
          onDismiss={() => {
            setBroken(null);
          }}
        >
          {broken.problem}
          {broken.download.rows > 0 &&
            ` ${progressOf(broken.download)} rows are here. Continue loads the others.`}
        </Banner>
      )}
    </>
  );
}

function progressOf({ rows, total }: SampleDownload): string {
  const whole = total === null ? '' : ` of ${total.toLocaleString()}`;
  return rows.toLocaleString() + whole;
}

function filesOf(meetingId: string, view: View, span: Span): SampleFile[] {
  const query = new URLSearchParams({
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
  });
  if (view.who !== null) query.set('participant', view.who);
  const formats = [
    { title: 'As CSV', format: 'csv' },
    { title: 'As JSON lines', format: 'jsonl' },
  ] as const;
  return formats.map(({ title, format }) => ({
    title,
    format,
    name: `latency-${meetingId}.${format}`,
    address: `/api/meetings/${meetingId}/samples.${format}?${query.toString()}`,
  }));
}
