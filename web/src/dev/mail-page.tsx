import { Inbox, MailX, RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { HttpError } from '../api/http';
import { Page } from '../session';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Heading } from '../ui/heading';
import { Loading, Message } from '../ui/panels';
import { formatDateTime } from '../ui/time';
import { fetchMails, redeemKey, splitLinks, takeKey, type Mail } from './mail';

const pollMs = 2000;

/** The built-in mailbox, for installations without a mail server: the emails that the product sent. */
export default function MailPage() {
  const [mails, setMails] = useState<Mail[] | null>(null);
  const [problem, setProblem] = useState<HttpError | null>(null);
  const [keyProblem, setKeyProblem] = useState<string | null>(null);

  const load = useCallback(async () => {
    try {
      setMails(await fetchMails());
      setProblem(null);
    } catch (error) {
      setProblem(error as HttpError);
    }
  }, []);

  useEffect(() => {
    // Polls after the key was redeemed: before that, the server refuses.
    let timer: ReturnType<typeof setInterval> | undefined;
    let gone = false;
    async function begin() {
      const key = takeKey();
      if (key !== null) {
        try {
          await redeemKey(key);
        } catch (error) {
          setKeyProblem((error as HttpError).message);
        }
      }
      await load();
      if (!gone) timer = setInterval(() => void load(), pollMs);
    }
    void begin();
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [load]);

  if (problem?.status === 404) {
    return (
      <Page title="Mail">
        <Message icon={MailX} title="The built-in mailbox is not available">
          It is available only when no mail server is configured, and only on the computer that runs
          Chatty Cat. Check your own inbox instead.
        </Message>
      </Page>
    );
  }
  return (
    <Page title="Mail">
      <div className="flex items-center justify-between gap-4 pb-4">
        <Heading className="text-2xl font-semibold tracking-tight">Mail</Heading>
        <Button look="secondary" onClick={() => void load()}>
          <RefreshCw aria-hidden />
          Refresh
        </Button>
      </div>
      <Banner className="mb-6">
        No mail server is configured, so e-mails are kept on this computer. This browser shows only
        the e-mails that it requested. To see all of them, open the address ending in{' '}
        <code>#key=…</code> that Chatty Cat printed in its terminal.
      </Banner>
      {keyProblem !== null && (
        <Banner tone="danger" className="mb-6">
          {keyProblem}
        </Banner>
      )}
      {problem !== null && (
        <Banner tone="danger" className="mb-6">
          {problem.message}
        </Banner>
      )}
      {mails === null && problem === null && <Loading />}
      {mails?.length === 0 && (
        <Message icon={Inbox} title="No e-mails yet" level={2}>
          Request a sign-in link, and it appears here.
        </Message>
      )}
      <ul className="flex flex-col gap-4">
        {mails?.map((mail) => (
          <li key={mail.id}>
            <article className="rounded-2xl border border-line bg-surface">
              <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-line px-5 py-3">
                <div className="min-w-0">
                  <h2 className="truncate font-medium">{mail.subject}</h2>
                  <p className="truncate text-sm text-muted">to {mail.to}</p>
                </div>
                <time className="text-sm text-muted" dateTime={mail.receivedAt}>
                  {formatDateTime(mail.receivedAt)}
                </time>
              </header>
              <p className="px-5 py-4 text-sm wrap-anywhere whitespace-pre-wrap">
                {splitLinks(mail.text).map((part, index) =>
                  part.href === undefined ? (
                    part.text
                  ) : (
                    <a
                      key={index}
                      href={part.href}
                      className="text-accent underline underline-offset-2"
                    >
                      {part.text}
                    </a>
                  ),
                )}
              </p>
            </article>
          </li>
        ))}
      </ul>
    </Page>
  );
}
