import { useState } from 'react';
import { AnnotateDialog } from '../../history';
import { useSession } from '../../session';
import type { Call } from '../engine/call';
import { useShortcut } from './shortcuts/use-shortcut';

interface AnnotateProps {
  call: Pick<Call, 'serverNow'>;
  meetingId: string;
}

/** The key N, which asks for a note about the moment when it was pressed. Guests have no history to note it in. */
export function Annotate({ call, meetingId }: AnnotateProps) {
  const { account } = useSession();
  const [at, setAt] = useState<number | null>(null);
  const [saved, setSaved] = useState(false);
  useShortcut(
    {
      key: 'n',
      label: 'Note something for the history',
      press: () => {
        setSaved(false);
        setAt(call.serverNow());
      },
    },
    account !== null,
  );
  const close = () => {
    setAt(null);
  };
  return (
    <>
      {at !== null && (
        <AnnotateDialog
          meetingId={meetingId}
          at={at}
          until={null}
          choosesTime={false}
          onClose={close}
          onSaved={() => {
            setSaved(true);
            close();
          }}
        />
      )}
      <span role="status" className="sr-only">
        {saved && 'Annotation saved'}
      </span>
    </>
  );
}
