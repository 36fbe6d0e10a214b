import { Dialog } from '../../../ui/dialog';
import type { Call } from '../../engine/call';
import { useStore } from '../use-store';
import { InviteWays } from './invite-ways';

interface InviteDialogProps {
  call: Call;
  meetingId: string;
  onClose: () => void;
}

/** Ways to invite more people. */
export function InviteDialog({ call, meetingId, onClose }: InviteDialogProps) {
  const title = useStore(call.conversation.title);
  const shortCode = useStore(call.conversation.shortCode);
  return (
    <Dialog title="Invite people" onClose={onClose}>
      <InviteWays meetingId={meetingId} title={title} shortCode={shortCode} />
    </Dialog>
  );
}
