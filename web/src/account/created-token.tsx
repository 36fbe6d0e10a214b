import { useId } from 'react';
import { Button } from '../ui/button';
import { Copyable } from '../ui/copyable';
import type { CreatedToken } from './tokens';

const query = '{ meetings(first: 5) { edges { node { id createdAt } } } }';

interface CreatedTokenNoteProps {
  created: CreatedToken;
  /** The person has stored the token. */
  onDone: () => void;
}

/** Shows the secret of a new token, once, and how to use it. */
export function CreatedTokenNote({ created, onDone }: CreatedTokenNoteProps) {
  const id = useId();
  const example = [
    `curl ${location.origin}/graphql \\`,
    `  -H 'Authorization: Bearer ${created.secret}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"query":"${query}"}'`,
  ].join('\n');
  return (
    <section
      aria-labelledby={id}
      className="flex min-w-0 flex-col gap-4 rounded-2xl border border-accent bg-surface p-4"
    >
      <div role="status">
        <h3 id={id} className="font-medium">
          Copy the token “{created.accessToken.name}” now
        </h3>
        <p className="text-sm text-muted">
          It is shown this once. Whoever has it can use your account within its limits.
        </p>
      </div>
      <Copyable label="token" text={created.secret} />
      <div className="flex min-w-0 flex-col gap-2">
        <p className="text-sm font-medium">Try it in a terminal</p>
        <Copyable label="example" text={example} />
      </div>
      <Button look="secondary" className="self-start" onClick={onDone}>
        I have stored it
      </Button>
    </section>
  );
}
