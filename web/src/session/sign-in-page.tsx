import { Link2Off, LogIn } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { HttpError } from '../api/http';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Heading } from '../ui/heading';
import { Page } from './page';
import { Card, Message } from '../ui/panels';
import { takeDestination } from './destination';
import { useFragmentToken } from './fragment-token';
import { confirmLink } from './session';
import { useSession } from './session-context';

/**
 * The page that the link in the email opens. The token is in the fragment, which no server and no log sees. Only a
 * click uses it, so that mail scanners that open links do not.
 */
export function SignInPage() {
  const { token, forget } = useFragmentToken('token');
  // Another link that is opened in this tab starts afresh.
  return <SignIn key={token} token={token} onUsed={forget} />;
}

interface SignInProps {
  token: string | null;
  /** The token cannot be used any more. */
  onUsed: () => void;
}

function SignIn({ token, onUsed }: SignInProps) {
  const [state, setState] = useState<'asking' | 'confirming' | 'expired'>('asking');
  /** Null unless the link was requested in another browser, which shows the code. */
  const [code, setCode] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const { account, refresh } = useSession();
  const [, navigate] = useLocation();

  async function confirm(value: string) {
    setState('confirming');
    setProblem(undefined);
    try {
      await confirmLink(value, code?.trim());
    } catch (error) {
      const { code: reason, message } = error as HttpError;
      if (reason === 'LINK_INVALID') {
        onUsed();
      }
      setState(reason === 'LINK_INVALID' ? 'expired' : 'asking');
      if (reason === 'CODE_NEEDED') {
        setCode('');
      } else {
        setProblem(message);
      }
      return;
    }
    onUsed();
    await refresh();
    navigate(takeDestination(), { replace: true });
  }

  if (token === null || state === 'expired') {
    return (
      <Page title="Sign in">
        <Message
          icon={Link2Off}
          title={
            token === null ? 'This sign-in link is incomplete' : 'This sign-in link no longer works'
          }
          action={
            <Button asChild>
              <Link href="/">Get a new link</Link>
            </Button>
          }
        >
          {token === null
            ? 'Open the link exactly as it appears in the e-mail, or request a new one.'
            : 'A link works once and expires after 10 minutes. Request a new one and use the latest e-mail.'}
        </Message>
      </Page>
    );
  }

  return (
    <Page title="Sign in">
      <div className="mx-auto flex w-full max-w-sm flex-col gap-4 py-10">
        <Card>
          <form
            noValidate
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              void confirm(token);
            }}
          >
            <Heading className="text-lg font-semibold">Nearly there</Heading>
            {code === null ? (
              <>
                <p className="text-sm text-pretty text-muted">
                  Press the button to sign in on this device. If you did not request this link,
                  close this page.
                </p>
                {account !== null && (
                  <p className="text-sm text-pretty text-muted">
                    You are signed in as {account.email}. This link signs in the address that it was
                    sent to.
                  </p>
                )}
                {problem !== undefined && <Banner tone="danger">{problem}</Banner>}
              </>
            ) : (
              <>
                <p className="text-sm text-pretty text-muted">
                  The link was requested in another browser. Enter the code shown there.
                </p>
                <TextField
                  label="Code"
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  value={code}
                  error={problem}
                  onChange={(event) => {
                    setCode(event.target.value);
                  }}
                />
              </>
            )}
            <Button type="submit" className="h-11" disabled={state === 'confirming'}>
              <LogIn aria-hidden />
              Sign in
            </Button>
          </form>
        </Card>
      </div>
    </Page>
  );
}
