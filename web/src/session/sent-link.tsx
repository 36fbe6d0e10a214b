import { MailCheck, MailWarning, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { Heading } from '../ui/heading';
import type { RequestedLink } from './session';
import {
  clockTime,
  emailProblem,
  isOnItsWay,
  useEmailState,
  type EmailProgress,
} from './use-email-state';

interface SentLinkProps {
  email: string;
  link: RequestedLink;
  /** 1 on a page that has no other heading. */
  level: 1 | 2;
  /** What the link will do, while it may arrive. */
  children?: ReactNode;
}

/** What became of a sign-in link that was requested, and the code that another device needs. */
export function SentLink({ email, link, level, children }: SentLinkProps) {
  const Title = level === 1 ? Heading : 'h2';
  const sent = useEmailState(link.emailId);
  const problem = emailProblem(sent);
  const progress = sent?.state ?? 'SENDING';
  const address = <strong className="font-medium wrap-anywhere text-ink">{email}</strong>;

  return (
    <div role="status" className="flex gap-4">
      <Icon progress={progress} />
      <div className="flex min-w-0 flex-col gap-1">
        <Title className="font-semibold">{titles[progress]}</Title>
        {problem !== undefined && <p className="text-sm text-pretty text-danger">{problem}</p>}
        <p className="text-sm text-pretty text-muted">
          {sent?.state === 'SENT' ? (
            <>
              We sent a sign-in link to {address}. It works once, until {clockTime(sent.until)}. If
              you do not see it, check your spam folder.
            </>
          ) : isOnItsWay(sent) ? (
            <>We are sending a sign-in link to {address}.</>
          ) : (
            <>The address is {address}.</>
          )}
        </p>
        {isOnItsWay(sent) && (
          <p className="text-sm text-pretty text-muted">
            {children} If you open the link on another device, enter this code:{' '}
            <strong className="font-semibold tracking-widest text-ink">{link.code}</strong>
          </p>
        )}
      </div>
    </div>
  );
}

const titles: Record<EmailProgress, string> = {
  SENDING: 'Sending your link',
  SENT: 'Check your inbox',
  UNAVAILABLE: 'Your link is delayed',
  PUT_OFF: 'Your link is delayed',
  REFUSED: 'Your link was not sent',
  GIVEN_UP: 'Your link was not sent',
  UNKNOWN: 'Your link may not have been sent',
};

function Icon({ progress }: { progress: EmailProgress }) {
  const look = 'mt-0.5 size-6 shrink-0';
  switch (progress) {
    case 'SENDING':
      return <Send aria-hidden className={`${look} text-muted`} />;
    case 'SENT':
      return <MailCheck aria-hidden className={`${look} text-accent`} />;
    default:
      return <MailWarning aria-hidden className={`${look} text-danger`} />;
  }
}
