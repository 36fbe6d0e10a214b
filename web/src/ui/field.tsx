import { useId, type InputHTMLAttributes, type Ref, type SelectHTMLAttributes } from 'react';

const box =
  'h-11 w-full rounded-lg border border-control bg-surface px-3 text-base text-ink placeholder:text-muted aria-invalid:border-danger';

export interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** A labelled text box; an error takes the place of the hint and is announced. */
export function TextField({ label, hint, error, className = '', ...props }: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={`flex flex-col gap-1.5 ${className}`}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        className={box}
        aria-invalid={error !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        {...props}
      />
      {note !== undefined && (
        <p
          id={`${id}-note`}
          className={`text-sm wrap-anywhere ${error === undefined ? 'text-muted' : 'text-danger'}`}
          role={error === undefined ? undefined : 'alert'}
        >
          {note}
        </p>
      )}
    </div>
  );
}

interface SelectFieldProps extends SelectHTMLAttributes<HTMLSelectElement> {
  label: string;
}

/** A labelled native select: phones show their own picker for it. */
export function SelectField({ label, className = '', children, ...props }: SelectFieldProps) {
  const id = useId();
  return (
    <div className={`flex min-w-0 flex-col gap-1.5 ${className}`}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <select id={id} className={`${box} truncate text-sm`} {...props}>
        {children}
      </select>
    </div>
  );
}
