import { SelectField } from './field';

/** In days. A year is the server's limit. */
const lifetimes = [7, 30, 90, 365] as const;

/** What most people choose, in days. */
export const usualLifetime = 30;

interface LifetimeFieldProps {
  label: string;
  days: number;
  onChange: (days: number) => void;
}

/** Selects after how many days a secret expires. */
export function LifetimeField({ label, days, onChange }: LifetimeFieldProps) {
  return (
    <SelectField
      label={label}
      value={days}
      onChange={(event) => {
        onChange(Number(event.target.value));
      }}
    >
      {lifetimes.map((lifetime) => (
        <option key={lifetime} value={lifetime}>
          {lifetime} days
        </option>
      ))}
    </SelectField>
  );
}
