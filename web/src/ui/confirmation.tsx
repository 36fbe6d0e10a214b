import type { ReactNode } from 'react';
import { Button } from './button';

interface ConfirmationProps {
  /** "Remove Ann?" */
  question: string;
  /** What follows. */
  consequence: string;
  /** On the button that does it. */
  action: string;
  /** It is being done. */
  busy: boolean;
  onConfirm: () => void;
  onCancel: () => void;
  /** Choices, and why it failed. */
  children?: ReactNode;
}

/** Asks before something that cannot be undone, below the button that asks for it. */
export function Confirmation(props: ConfirmationProps) {
  const { question, consequence, action, busy, onConfirm, onCancel, children } = props;
  return (
    <div role="group" aria-label={question} className="flex flex-col gap-2 text-sm">
      <p className="text-pretty text-muted">{consequence}</p>
      {children}
      <div className="flex gap-2">
        <Button look="danger" disabled={busy} onClick={onConfirm}>
          {action}
        </Button>
        <Button look="secondary" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
