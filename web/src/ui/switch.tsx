import { Switch as RadixSwitch } from 'radix-ui';
import { useId } from 'react';

interface SwitchProps {
  label: string;
  /** What switching it does, in a sentence. */
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A setting that is on or off and takes effect at once. */
export function Switch({ label, hint, checked, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3 text-sm">
      <RadixSwitch.Root
        id={id}
        checked={checked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onCheckedChange={onChange}
        className="relative my-0.5 h-6 w-11 shrink-0 rounded-full border border-transparent bg-control transition-colors data-[state=checked]:bg-accent"
      >
        <RadixSwitch.Thumb className="mark block size-5 translate-x-px rounded-full bg-surface transition-transform data-[state=checked]:translate-x-[1.3125rem]" />
      </RadixSwitch.Root>
      <div className="min-w-0">
        <label htmlFor={id} className="inline-flex min-h-7 items-center font-medium">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-pretty text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
