import { useState, type ReactNode } from 'react';
import { Button } from '../ui/button';
import { TextField, type TextFieldProps } from '../ui/field';
import { SignInAgain } from './sign-in-again';
import { useAction } from './use-action';

interface LineFormProps extends Omit<TextFieldProps, 'onChange' | 'value' | 'error'> {
  initialValue?: string;
  /** Sends the value, without spaces around it. What it rejects with is shown at the box. */
  send: (value: string) => Promise<unknown>;
  /** The value was sent. */
  onSent: (value: string) => unknown;
  /** Replaces the hint once the value was sent, until it changes. */
  sentHint?: string;
  /** The address of the account, where sending may require a recent sign-in. */
  signInAgainAs?: string;
  clearWhenSent?: boolean;
  button: ReactNode;
  look?: 'primary' | 'secondary' | 'danger';
}

/** One text box and the button that sends it, side by side where there is room. An empty box is not sent. */
export function LineForm({
  initialValue = '',
  send,
  onSent,
  sentHint,
  signInAgainAs,
  clearWhenSent = false,
  button,
  look = 'secondary',
  hint,
  ...field
}: LineFormProps) {
  const [value, setValue] = useState(initialValue);
  const [sent, setSent] = useState(false);
  const { busy, problem, signInAgain, run } = useAction();

  async function submit() {
    const text = value.trim();
    if (await run(() => send(text))) {
      setSent(true);
      if (clearWhenSent) setValue('');
      await onSent(text);
    }
  }

  return (
    <>
      <form
        noValidate
        className="flex flex-col gap-3 sm:flex-row sm:items-start"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          className="flex-1"
          value={value}
          error={problem}
          hint={sent && sentHint !== undefined ? sentHint : hint}
          onChange={(event) => {
            setValue(event.target.value);
            setSent(false);
          }}
          {...field}
        />
        <Button
          type="submit"
          look={look}
          className="h-11 sm:mt-[1.625rem]"
          disabled={busy || value.trim() === ''}
        >
          {button}
        </Button>
      </form>
      {signInAgain && signInAgainAs !== undefined && (
        <SignInAgain email={signInAgainAs} onDone={submit} />
      )}
    </>
  );
}
