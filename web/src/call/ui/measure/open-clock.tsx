import { Check, Copy } from 'lucide-react';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import { useCopied } from '../../../ui/use-copied';
import type { Call } from '../../engine/call';
import type { ClockLink } from '../../engine/protocol';
import { linkForPhone, useClockLink } from './clock-link';
import { LinkCode } from './link-code';

/** The link to the clock page, as a code for the phone and to copy. */
export function OpenClock({ call }: { call: Call }) {
  const { link, problem, retry } = useClockLink(call);
  if (problem !== null) {
    return (
      <Banner
        tone="danger"
        action={
          <Button look="secondary" onClick={retry}>
            Try again
          </Button>
        }
      >
        {problem}
      </Banner>
    );
  }
  if (link === null) {
    return (
      <p role="status" className="text-muted">
        Making a link…
      </p>
    );
  }
  const url = linkForPhone(link);
  return url === null ? <OnlyHere url={link.url} /> : <ForPhone link={link} url={url} />;
}

function ForPhone({ link, url }: { link: ClockLink; url: string }) {
  return (
    <div className="flex flex-col gap-2.5">
      <p className="text-pretty text-muted">
        Scan this with the phone’s camera. It needs no account and no app.
      </p>
      <LinkCode url={url} label="Code of the link to the clock" />
      <CopyClockLink url={url} />
      {url === link.lanUrl && <Warning fingerprint={link.lanFingerprint} />}
    </div>
  );
}

/** What the phone says about a certificate that no authority has signed. */
function Warning({ fingerprint }: { fingerprint: string | null }) {
  return (
    <div className="flex flex-col gap-1.5 rounded-lg bg-raised px-3 py-2.5 text-pretty">
      <p>
        The phone must be in the same network. It warns that the connection is not private, because
        this computer made its certificate itself:
      </p>
      <ul className="list-disc pl-4 text-muted">
        <li>iPhone: Show Details, then visit this website.</li>
        <li>Android: Advanced, then Proceed.</li>
      </ul>
      {fingerprint !== null && (
        <details>
          <summary className="cursor-pointer">Check the certificate</summary>
          <p className="text-muted">Its SHA-256 fingerprint is:</p>
          <code className="font-mono text-xs break-all">{fingerprint}</code>
        </details>
      )}
    </div>
  );
}

/** The server listens on this computer only. */
function OnlyHere({ url }: { url: string }) {
  return (
    <div className="flex flex-col gap-2.5">
      <Banner tone="warning" title="A phone cannot open this server.">
        It runs on this computer only. To use a phone in the same network, stop it and start it
        with:
        <code className="mt-1.5 block font-mono text-xs select-all">./chatty-cat run --lan</code>
      </Banner>
      <p className="text-pretty text-muted">
        Or open the clock on this computer, in a window that you can film.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look="secondary" asChild>
          <a href={url} target="_blank" rel="noreferrer">
            Open the clock
          </a>
        </Button>
        <CopyClockLink url={url} />
      </div>
    </div>
  );
}

function CopyClockLink({ url }: { url: string }) {
  const { copied, copy } = useCopied(url);
  return (
    <div>
      <Button look="secondary" onClick={copy}>
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        Copy clock link
      </Button>
      <span role="status" className="sr-only">
        {copied && 'Clock link copied'}
      </span>
    </div>
  );
}
