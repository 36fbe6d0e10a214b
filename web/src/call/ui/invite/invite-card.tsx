import { X } from 'lucide-react';
import { Button } from '../../../ui/button';
import { InviteWays, type InviteWaysProps } from './invite-ways';

interface InviteCardProps extends InviteWaysProps {
  onClose: () => void;
}

/** Ways to invite people, for somebody who is alone in the room. */
export function InviteCard({ onClose, ...invited }: InviteCardProps) {
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
      <InviteWays {...invited} />
    </section>
  );
}
