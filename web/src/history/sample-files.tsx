import { Download } from 'lucide-react';
import { Button } from '../ui/button';
import { Menu, MenuItem } from '../ui/menu';
import type { Summary } from './figures';
import { SharedFiles } from './shared-files';
import type { Span, View } from './view';

interface SampleFilesProps {
  meetingId: string;
  /** The token of the shared link that the reader has; null for an account. */
  link: string | null;
  view: View;
  span: Span;
  summary: Summary;
}

/** Downloads the samples of the range as the server writes them, however many there are. */
export function SampleFiles({ meetingId, link, view, span, summary }: SampleFilesProps) {
  const rows = summary.lines.reduce(
    (sum, { count, implausible, clockFaults }) => sum + count + implausible + clockFaults,
    0,
  );
  if (rows === 0) return null;
  const query = new URLSearchParams({
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
  });
  if (view.who !== null) query.set('participant', view.who);
  // Roll-ups also count samples that have been deleted.
  const label = summary.samplesKept
    ? `Download ${rows.toLocaleString()} ${rows === 1 ? 'row' : 'rows'}`
    : 'Download the kept rows';
  const files = [
    { title: 'As CSV', format: 'csv' },
    { title: 'As JSON lines', format: 'jsonl' },
  ].map(({ title, format }) => ({
    title,
    name: `latency-${meetingId}.${format}`,
    address: `/api/meetings/${meetingId}/samples.${format}?${query.toString()}`,
  }));
  if (link !== null) return <SharedFiles label={label} link={link} files={files} />;
  return (
    <Menu
      trigger={
        <Button look="secondary">
          <Download aria-hidden />
          {label}
        </Button>
      }
    >
      {files.map(({ title, address }) => (
        <MenuItem key={title} asChild>
          <a href={address} download>
            {title}
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}
