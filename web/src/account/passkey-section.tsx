import { KeyRound, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { request } from '../api/http';
import { addPasskey, passkeyProblem, passkeysSupported } from '../session';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { formatDateTime } from '../ui/time';
import { fetchPasskeys, type Passkey } from './account';
import { LineForm } from './line-form';
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
      text="Sign in with your fingerprint, your face or your device’s PIN. A sign-in link by e-mail always works too."
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
                    <KeyRound aria-hidden className="size-4 shrink-0 text-muted" />
                    {passkey.name}
                    {passkey.cloned && (
                      <span className="shape rounded-full bg-danger-soft px-2 py-0.5 text-xs text-danger">
                        Blocked
                      </span>
                    )}
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
        <p className="text-sm text-muted">This browser does not support passkeys.</p>
      )}
    </Section>
  );
}

function describe({ createdAt, lastUsedAt, backedUp, cloned }: Passkey): string {
  if (cloned) {
    return 'A copy of this passkey was used, so it can no longer sign in. Delete it and check your sessions for any that are not yours.';
  }
  const used = lastUsedAt === undefined ? 'never used' : `last used ${formatDateTime(lastUsedAt)}`;
  return `Added ${formatDateTime(createdAt)}, ${used}${backedUp ? ', synced' : ''}`;
}

function RenameEntry({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) {
  const [name, setName] = useState(passkey.name);
  const { busy, problem, run } = useAction();
  async function save() {
    const path = `/api/account/passkeys/${passkey.id}`;
    if (await run(() => request('PATCH', path, { name: name.trim() }))) {
      onDone();
    }
  }

  return (
    <li className="px-4 py-3">
      <LineForm
        label="Passkey name"
        maxLength={nameLimit}
        value={name}
        error={problem}
        busy={busy}
        look="primary"
        button="Save"
        onChange={setName}
        onSubmit={save}
      />
    </li>
  );
}
