import { useState, type FormEvent } from 'react';
import { useMutation } from 'urql';
import { annotationProblem } from './annotation-problem';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/field';
import { formatInstant } from './format';
import { fromLocalInput, toLocalInput } from './local-input';
import { isTwice } from './local-time';
import { Annotate, longestAnnotation } from './timeline';

interface AnnotateDialogProps {
  meetingId: string;
  /** The instant or the start of the span, in ms since 1970. */
  at: number;
  /** The end of the span; null for an instant. */
  until: number | null;
  /** Whether the times can be changed. */
  choosesTime: boolean;
  onClose: () => void;
  onSaved: () => void;
}

/** Asks for a note about an instant or a span of a meeting, and stores it. */
export default function AnnotateDialog({
  meetingId,
  at,
  until,
  choosesTime,
  onClose,
  onSaved,
}: AnnotateDialogProps) {
  const [text, setText] = useState('');
  const [from, setFrom] = useState(toLocalInput(at));
  const [to, setTo] = useState(until === null ? '' : toLocalInput(until));
  const [{ fetching, error }, annotate] = useMutation(Annotate);
  const start = from === toLocalInput(at) ? at : fromLocalInput(from, at);
  const end =
    to === ''
      ? null
      : to === toLocalInput(until ?? NaN)
        ? until
        : fromLocalInput(to, until ?? start);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { error: failed } = await annotate({
      meetingId,
      text,
      at: new Date(start).toISOString(),
      until: end === null ? null : new Date(end).toISOString(),
    });
    if (failed === undefined) onSaved();
  };
  return (
    <Dialog title="Annotate" onClose={onClose}>
      <form className="flex flex-col gap-4" onSubmit={(event) => void save(event)}>
        <TextField
          label="Note"
          value={text}
          maxLength={longestAnnotation}
          required
          ref={focusFirst}
          autoComplete="off"
          hint={choosesTime ? undefined : `About ${new Date(at).toLocaleTimeString()}`}
          error={error === undefined ? undefined : annotationProblem(error)}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        {choosesTime && (
          <>
            <TextField
              label="From"
              type="datetime-local"
              step={1}
              required
              value={from}
              hint={whichOfTwo(start)}
              onChange={(event) => {
                setFrom(event.target.value);
              }}
            />
            <TextField
              label="To"
              type="datetime-local"
              step={1}
              value={to}
              // The clock may show less at the end than at the start.
              min={isTwice(start / 1000) ? undefined : from}
              hint={whichOfTwo(end) ?? 'Empty for an instant'}
              onChange={(event) => {
                setTo(event.target.value);
              }}
            />
          </>
        )}
        <div className="flex justify-end gap-2">
          <Button look="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={fetching || text.trim() === ''}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Says which instant is meant, where the clock shows the time twice. */
function whichOfTwo(at: number | null): string | undefined {
  return at !== null && isTwice(at / 1000) ? formatInstant(at) : undefined;
}

/** The dialog gives the focus to what has this attribute; React does not set it. */
function focusFirst(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '');
}
