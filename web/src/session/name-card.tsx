import { useState, type FormEvent } from 'react';
import { request, type HttpError } from '../api/http';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Heading } from '../ui/heading';
import { Card } from '../ui/panels';
import { useSession } from './session-context';

/** The server's limit for a name. */
const nameLimit = 80;

/** Asks for the name that others see, once for each account. */
export function NameCard() {
  const { refresh } = useSession();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    const displayName = name.trim();
    if (displayName === '') {
      setProblem('Enter the name that others will see.');
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await request('PATCH', '/api/account', { displayName });
      await refresh();
    } catch (error) {
      setProblem((error as HttpError).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="mx-auto flex w-full max-w-sm flex-col gap-4 py-10">
      <Card>
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            void save(event);
          }}
        >
          <Heading className="text-lg font-semibold">What is your name?</Heading>
          <TextField
            label="Your name"
            hint="Others in a meeting see it. You can change it at any time."
            autoComplete="name"
            maxLength={nameLimit}
            required
            value={name}
            error={problem}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
          <Button type="submit" className="h-11" disabled={busy}>
            Continue
          </Button>
        </form>
      </Card>
    </div>
  );
}
