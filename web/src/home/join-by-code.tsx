import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { findCode } from './meeting-code';

/** Skips the lobby for people who chose that. */
export const joinAtOnce = { state: { join: true } };

/** A field for the short code, the id or the link of a meeting, and the button that leads there. */
export function JoinByCode() {
  const [, navigate] = useLocation();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string>();

  function join(event: FormEvent) {
    event.preventDefault();
    const found = findCode(code);
    if (found === null) {
      setProblem(
        'No meeting code found. Enter three words and two digits, or paste the whole link.',
      );
    } else {
      navigate(`/m/${found}`, joinAtOnce);
    }
  }

  return (
    <form noValidate className="flex flex-col gap-3 sm:flex-row sm:items-start" onSubmit={join}>
      <TextField
        className="flex-1"
        label="Meeting code"
        placeholder="fox-candle-ocean-42 or link"
        autoComplete="off"
        spellCheck={false}
        value={code}
        error={problem}
        onChange={(event) => {
          setCode(event.target.value);
          setProblem(undefined);
        }}
      />
      <Button type="submit" look="secondary" className="h-11 sm:mt-[1.625rem]">
        Join
      </Button>
    </form>
  );
}
