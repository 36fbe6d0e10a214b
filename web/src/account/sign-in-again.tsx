import { KeyRound, Mail } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import {
  fetchSession,
  passkeyProblem,
  passkeysSupported,
  rememberDestination,
  requestLink,
  SentLink,
  signInOptions,
  signInWithPasskey,
  useSession,
  type RequestedLink,
} from '../session';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';

interface SignInAgainProps {
  email: string;
  /** The person has signed in again on this page. */
  onDone: () => Promise<void>;
}

/** Asks for a new sign-in before an action that requires a recent one. */
export function SignInAgain({ email, onDone }: SignInAgainProps) {
  const { devMail, refresh } = useSession();
  const [link, setLink] = useState<RequestedLink>();
  const [problem, setProblem] = useState<string | null>(null);

  async function attempt(action: () => Promise<void>) {
    setProblem(null);
    try {
      await action();
    } catch (error) {
      setProblem(passkeyProblem(error));
    }
  }

  async function byPasskey() {
    await signInWithPasskey({
      options: await signInOptions(),
      conditional: false,
      signal: new AbortController().signal,
    });
    const session = await fetchSession();
    if (session.account?.email === email) {
      await onDone();
    } else {
      // The passkey belongs to another account, which must not complete the action.
      await refresh();
    }
  }

  async function byLink() {
    setLink(await requestLink(email));
    rememberDestination('/account');
  }

  if (link !== undefined) {
    return (
      <div className="flex flex-col gap-3">
        <SentLink email={email} link={link} level={2}>
          The link brings you back to this page, and you then have ten minutes.
        </SentLink>
        <div className="flex flex-wrap gap-2">
          {devMail && (
            <Button asChild look="secondary">
              <Link href="/dev/mail">Open the built-in mailbox</Link>
            </Button>
          )}
          <Button
            look="secondary"
            onClick={() => {
              setLink(undefined);
            }}
          >
            Send it again
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Banner tone="warning" title="Sign in again to continue">
      <div className="flex flex-col gap-3">
        <p>This action requires a sign-in within the last ten minutes.</p>
        {problem !== null && <p role="alert">{problem}</p>}
        <div className="flex flex-wrap gap-2">
          {passkeysSupported() && (
            <Button look="secondary" onClick={() => void attempt(byPasskey)}>
              <KeyRound aria-hidden />
              Confirm with a passkey
            </Button>
          )}
          <Button look="secondary" onClick={() => void attempt(byLink)}>
            <Mail aria-hidden />
            Send sign-in link
          </Button>
        </div>
      </div>
    </Banner>
  );
}
