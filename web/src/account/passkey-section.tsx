import { KeyRound, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { request } from '../api/http';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { formatDateTime } from '../ui/time';
import { fetchPasskeys, type Passkey } from './account';
import { addPasskey, passkeyProblem, passkeysSupported } from './passkey';
import { Entry, EntryList, Section } from './section';
import { useAction } from './use-action';
import { useResource } from './use-resource';

const nameLimit = 60;

/** The passkeys of the account: add, rename, delete. */
export function PasskeySection() {
  const { data, problem, reload } = useResource(fetchPasskeys);
  const [editing, setEditing] = useState<string | null>(null);
  const action = useAction();

  async function add() {
    const added = await action.run(async () => {
      await addPasskey('').catch((error: unknown) => {
        const sentence = passkeyProblem(error);
        if (sentence !== null) throw new Error(sentence);
      });
    });
    if (added) await reload();
  }

  async function remove(passkey: Passkey) {
    if (await action.run(() => request('DELETE', `/api/account/passkeys/${passkey.id}`))) {
      await reload();
    }
  }

  return (
    <Section
      title="Passkeys"
      text="Sign in with your fingerprint, your face or your device’s code. Without one, a link by e-mail always works."
    >
      {(problem ?? action.problem) && <Banner tone="danger">{problem ?? action.problem}</Banner>}
      {data !== null && (
        <EntryList empty="You have no passkey yet.">
          {data.map((passkey) =>
            editing === passkey.id ? (
              <RenameEntry
                key={passkey.id}
                passkey={passkey}
                onDone={() => {
                  setEditing(null);
                  void reload();
                }}
              />
            ) : (
              <Entry
                key={passkey.id}
                title={
                  <>
                    <KeyRound aria-hidden className="size-4 text-muted" />
                    {passkey.name}
                  </>
                }
                text={describe(passkey)}
                actions={
                  <>
                    <Button
                      look="quiet"
                      aria-label={`Rename ${passkey.name}`}
                      className="px-3"
                      onClick={() => {
                        setEditing(passkey.id);
                      }}
                    >
                      <Pencil aria-hidden />
                    </Button>
                    <Button
                      look="quiet"
                      aria-label={`Delete ${passkey.name}`}
                      className="px-3"
                      disabled={action.busy}
                      onClick={() => void remove(passkey)}
                    >
                      <Trash2 aria-hidden />
                    </Button>
                  </>
                }
              />
            ),
          )}
        </EntryList>
      )}
      {passkeysSupported() ? (
        <Button
          look="secondary"
          className="self-start"
          disabled={action.busy}
          onClick={() => void add()}
        >
          <Plus aria-hidden />
          Add a passkey
        </Button>
      ) : (
        <p className="text-sm text-muted">This browser does not know passkeys.</p>
      )}
    </Section>
  );
}

function describe({ createdAt, lastUsedAt, backedUp }: Passkey): string {
  const used = lastUsedAt === undefined ? 'never used' : `last used ${formatDateTime(lastUsedAt)}`;
  return `Added ${formatDateTime(createdAt)}, ${used}${backedUp ? ', synchronised' : ''}`;
}

function RenameEntry({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) {
  const [name, setName] = useState(passkey.name);
  const { busy, problem, run } = useAction();
  return (
    <li className="px-4 py-3">
      <form
        noValidate
        className="flex flex-col gap-3 sm:flex-row sm:items-start"
        onSubmit={(event) => {
          event.preventDefault();
          void run(() =>
            request('PATCH', `/api/account/passkeys/${passkey.id}`, { name: name.trim() }),
          ).then((saved) => {
            if (saved) onDone();
          });
        }}
      >
        <TextField
          className="flex-1"
          label="Name of the passkey"
          maxLength={nameLimit}
          value={name}
          error={problem}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <Button
          type="submit"
          className="h-11 sm:mt-[1.625rem]"
          disabled={busy || name.trim() === ''}
        >
          Save
        </Button>
      </form>
    </li>
  );
}
