import { KeyRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import { Button } from '../ui/button';
import { Card } from '../ui/panels';
import { TextField } from '../ui/field';
import { Heading } from '../ui/heading';
import { rememberDestination } from './destination';
import { SentLink } from './sent-link';
import { requestLink, type RequestedLink } from './session';
import { useSession } from './session-context';
import { usePasskeySignIn } from './use-passkey-sign-in';

interface SignInCardProps {
  title?: string;
  /** 1 on a page that has no other heading. */
  level?: 1 | 2;
  /** The page to go to after signing in. */
  destination: string;
}

/** Asks for an email address and sends a sign-in link to it; the first link also creates the account. */
export function SignInCard({
  title = 'Sign in or sign up',
  level = 2,
  destination,
}: SignInCardProps) {
  const Title = level === 1 ? Heading : 'h2';
  const [email, setEmail] = useState('');
  const [requesting, setRequesting] = useState(false);
  const [link, setLink] = useState<RequestedLink>();
  const [problem, setProblem] = useState<string>();
  const { devMail, refresh } = useSession();
  const passkey = usePasskeySignIn(refresh);

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!/^\S+@\S+$/.test(email.trim())) {
      setProblem('Enter an e-mail address such as ann@example.org.');
      return;
    }
    setRequesting(true);
    setProblem(undefined);
    try {
      setLink(await requestLink(email.trim()));
      rememberDestination(destination);
    } catch (error) {
      setProblem((error as Error).message);
    }
    setRequesting(false);
  }

  if (link !== undefined) {
    return (
      <Card className="flex flex-col gap-4">
        <SentLink email={email.trim()} link={link} level={level} />
        {devMail && (
          <Button asChild>
            <Link href="/dev/mail">Open the built-in mailbox</Link>
          </Button>
        )}
        <Button
          look="secondary"
          onClick={() => {
            setLink(undefined);
          }}
        >
          Use another address or send it again
        </Button>
      </Card>
    );
  }

  return (
    <Card>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          void send(event);
        }}
      >
        <Title className="text-lg font-semibold">{title}</Title>
        <TextField
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username webauthn"
          inputMode="email"
          placeholder="you@example.org"
          required
          value={email}
          error={problem}
          hint="We send you a link that signs you in. You need no password."
          onChange={(event) => {
            setEmail(event.target.value);
          }}
        />
        <Button type="submit" disabled={requesting} className="h-11">
          Send sign-in link
        </Button>
        {passkey.available && (
          <>
            <Button look="secondary" className="h-11" onClick={() => void passkey.signIn()}>
              <KeyRound aria-hidden />
              Sign in with a passkey
            </Button>
            {passkey.problem !== null && (
              <p role="alert" className="text-sm text-danger">
                {passkey.problem}
              </p>
            )}
          </>
        )}
      </form>
    </Card>
  );
}
