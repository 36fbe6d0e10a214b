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
import { useResource } from './use-resource';

const nameLimit = 60;

/** The passkeys of the account: add, rename, delete. */
export function PasskeySection() {
  const { data, problem, busy, reload, change } = useResource(fetchPasskeys);
  const [editing, setEditing] = useState<string | null>(null);

  async function add() {
    await addPasskey('').catch((error: unknown) => {
      const sentence = passkeyProblem(error);
      if (sentence !== null) throw new Error(sentence);
    });
  }

  return (
    <Section
      title="Passkeys"
      text="Sign in with your fingerprint, your face or your device’s PIN. A sign-in link by e-mail always works too."
    >
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
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
                      disabled={busy}
                      onClick={() =>
                        void change(() => request('DELETE', `/api/account/passkeys/${passkey.id}`))
                      }
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
          disabled={busy}
          onClick={() => void change(add)}
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
  return (
    <li className="px-4 py-3">
      <LineForm
        label="Passkey name"
        maxLength={nameLimit}
        initialValue={passkey.name}
        look="primary"
        button="Save"
        send={(name) => request('PATCH', `/api/account/passkeys/${passkey.id}`, { name })}
        onSent={onDone}
      />
    </li>
  );
}
