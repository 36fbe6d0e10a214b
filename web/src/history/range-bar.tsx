import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react';
import { Button } from '../ui/button';
import { SelectField } from '../ui/field';
import { formatRange } from './format';
import type { HistoryParticipant } from './samples';
import { zoomedTo, type Span, type View } from './view';

interface RangeBarProps {
  view: View;
  span: Span;
  participants: readonly HistoryParticipant[];
  nameOf: (participantId: string) => string;
  onChange: (view: View) => void;
}

const presets = [
  { name: 'Last 5 min', lastSeconds: 300 },
  { name: 'Last hour', lastSeconds: 3600 },
  { name: 'Whole meeting', lastSeconds: null },
];

/** Chooses the range of time and whose measurements are shown. */
export function RangeBar({ view, span, participants, nameOf, onChange }: RangeBarProps) {
  const { from, to } = span;
  const chosen = view.from !== null || view.to !== null;
  /** Moves and stretches the range by shares of its length. */
  const change = (start: number, end: number) => {
    onChange(zoomedTo(view, from + start * (to - from), to + end * (to - from)));
  };
  return (
    <section aria-label="Range" className="flex flex-wrap items-end gap-x-4 gap-y-3 print:hidden">
      <div role="group" aria-label="Presets" className="flex flex-wrap gap-2">
        {presets.map(({ name, lastSeconds }) => (
          <Button
            key={name}
            look="secondary"
            aria-pressed={!chosen && view.lastSeconds === lastSeconds}
            className="aria-pressed:border-accent aria-pressed:bg-accent-soft"
            onClick={() => {
              onChange({ ...view, from: null, to: null, lastSeconds });
            }}
          >
            {name}
          </Button>
        ))}
      </div>
      <div role="group" aria-label="Zoom" className="flex gap-2">
        <Button
          look="secondary"
          aria-label="Earlier"
          className="px-3"
          onClick={() => {
            change(-0.5, -0.5);
          }}
        >
          <ChevronLeft aria-hidden />
        </Button>
        <Button
          look="secondary"
          aria-label="Zoom in"
          className="px-3"
          onClick={() => {
            change(0.25, -0.25);
          }}
        >
          <ZoomIn aria-hidden />
        </Button>
        <Button
          look="secondary"
          aria-label="Zoom out"
          className="px-3"
          onClick={() => {
            change(-0.5, 0.5);
          }}
        >
          <ZoomOut aria-hidden />
        </Button>
        <Button
          look="secondary"
          aria-label="Later"
          className="px-3"
          onClick={() => {
            change(0.5, 0.5);
          }}
        >
          <ChevronRight aria-hidden />
        </Button>
      </div>
      <SelectField
        label="Participant"
        className="w-full sm:w-56"
        value={view.who ?? ''}
        onChange={(event) => {
          onChange({ ...view, who: event.target.value === '' ? null : event.target.value });
        }}
      >
        <option value="">Everyone</option>
        {participants.map(({ id }) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </SelectField>
      <p className="ml-auto py-2 text-sm text-muted tabular-nums">{formatRange(from, to)}</p>
    </section>
  );
}
