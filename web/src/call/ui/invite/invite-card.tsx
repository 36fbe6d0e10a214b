import { CalendarPlus, Check, Copy, Mail, Share2, X } from 'lucide-react';
import { Button } from '../../../ui/button';
import { saveFile } from '../../../ui/save-file';
import { useSession } from '../../../session';
import { GuestSwitch, useHosting } from '../guest-switch';
import { LinkCode } from '../measure/link-code';
import { useCopied } from '../../../ui/use-copied';
import { calendarFile, mailLink, shareData } from './invitation';

interface InviteCardProps {
  meetingId: string;
  /** Of the meeting; null for none. */
  title: string | null;
  /** Null before joining. */
  shortCode: string | null;
  onClose: () => void;
}

/** Ways to invite people, for somebody who is alone in the room. */
export function InviteCard({ meetingId, title, shortCode, onClose }: InviteCardProps) {
  const { account } = useSession();
  const hosting = useHosting(meetingId, account !== null);
  const link = `${location.origin}/m/${meetingId}`;
  const invitation = { link, title, shortCode };
  const { copied, copy } = useCopied(link);
  const canShare = 'share' in navigator;
  return (
    <section
      aria-label="Invite people"
      className="flex max-h-[58%] min-h-0 shrink-0 flex-col gap-3 overflow-y-auto rounded-2xl border border-line bg-surface p-4 text-sm md:max-h-full md:w-80 md:self-center"
    >
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-base font-semibold">Nobody else is here yet</h2>
        <Button
          look="quiet"
          aria-label="Close the invitation"
          className="-my-1 -mr-2 px-3"
          onClick={onClose}
        >
          <X aria-hidden />
        </Button>
      </div>
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
    </section>
  );
}
