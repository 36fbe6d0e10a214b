import { CalendarPlus, Check, Copy, Mail, Share2 } from 'lucide-react';
import { Button } from '../../../ui/button';
import { saveFile } from '../../../ui/save-file';
import { useSession } from '../../../session';
import { GuestSwitch } from '../guest-switch';
import { useHosting } from '../hosting/use-hosting';
import { LinkCode } from '../measure/link-code';
import { useCopied } from '../../../ui/use-copied';
import { calendarFile, invitationText, mailLink, shareData } from './invitation';

export interface InviteWaysProps {
  meetingId: string;
  /** Of the meeting; null for none. */
  title: string | null;
  /** Null before joining. */
  shortCode: string | null;
}

/** The link and the code of a meeting, and ways to pass them on. */
export function InviteWays({ meetingId, title, shortCode }: InviteWaysProps) {
  const { account } = useSession();
  const hosting = useHosting(meetingId, account !== null);
  const link = `${location.origin}/m/${meetingId}`;
  const invitation = { link, title, shortCode };
  const { copied, copy } = useCopied(invitationText(invitation));
  const canShare = 'share' in navigator;
  return (
    <>
      <div className="flex items-center gap-2">
        <code className="min-w-0 flex-1 truncate rounded-lg bg-raised px-2.5 py-2.5 font-mono text-xs select-all">
          {link}
        </code>
        <Button aria-label="Copy the invitation" onClick={copy}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      {shortCode !== null && (
        <p className="text-muted">
          Or tell them the code{' '}
          <strong className="font-semibold whitespace-nowrap text-ink select-all">
            {shortCode}
          </strong>
        </p>
      )}
      <div className="grid grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] gap-2">
        {canShare && (
          <Button
            look="secondary"
            onClick={() => {
              // It rejects if the person closes the sheet.
              navigator.share(shareData(invitation)).catch(() => undefined);
            }}
          >
            <Share2 aria-hidden />
            Share
          </Button>
        )}
        <Button asChild look="secondary">
          <a href={mailLink(invitation)}>
            <Mail aria-hidden />
            E-mail
          </a>
        </Button>
        <Button
          look="secondary"
          onClick={() => {
            saveFile('meeting.ics', 'text/calendar', calendarFile(invitation, Date.now()));
          }}
        >
          <CalendarPlus aria-hidden />
          Calendar
        </Button>
      </div>
      <div className="flex justify-center [&>svg]:max-w-44">
        <LinkCode url={link} label="The link as a QR code" />
      </div>
      {hosting !== null && <GuestSwitch meetingId={meetingId} settings={hosting} />}
    </>
  );
}
