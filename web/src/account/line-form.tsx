import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { TextField, type TextFieldProps } from '../ui/field';

interface LineFormProps extends Omit<TextFieldProps, 'onChange' | 'value'> {
  value: string;
  onChange: (value: string) => void;
  onSubmit: () => Promise<void>;
  button: ReactNode;
  look?: 'primary' | 'secondary' | 'danger';
  busy: boolean;
}

/** One text box and the button that sends it, side by side where there is room. An empty box is not sent. */
export function LineForm({
  value,
  onChange,
  onSubmit,
  button,
  look = 'secondary',
  busy,
  ...field
}: LineFormProps) {
  return (
    <form
      noValidate
      className="flex flex-col gap-3 sm:flex-row sm:items-start"
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      <TextField
        className="flex-1"
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
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
  );
}
