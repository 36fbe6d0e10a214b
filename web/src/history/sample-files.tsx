import { Download } from 'lucide-react';
import { Button } from '../ui/button';
import { Menu, MenuItem } from '../ui/menu';
import type { Summary } from './figures';
import type { Span, View } from './view';

interface SampleFilesProps {
  meetingId: string;
  view: View;
  span: Span;
  summary: Summary;
}

/** Downloads the samples of the range as the server writes them, however many there are. */
export function SampleFiles({ meetingId, view, span, summary }: SampleFilesProps) {
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
  const address = (format: string) =>
    `/api/meetings/${meetingId}/samples.${format}?${query.toString()}`;
  return (
    <Menu
      trigger={
        <Button look="secondary">
          <Download aria-hidden />
          {label}
        </Button>
      }
    >
      <MenuItem asChild>
        <a href={address('csv')} download>
          As CSV
        </a>
      </MenuItem>
      <MenuItem asChild>
        <a href={address('jsonl')} download>
          As JSON lines
        </a>
      </MenuItem>
    </Menu>
  );
}
