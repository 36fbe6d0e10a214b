import { useId } from 'react';
import { AlertRules } from '../alerts';

/** The alert rules of the meeting, for whoever created it. */
export function AlertSection({ meetingId }: { meetingId: string }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 print:hidden">
      <div>
        <h2 id={id} className="font-semibold">
          Alerts
        </h2>
        <p className="text-sm text-muted">
          Rules for this meeting. Alerts are shown in the room and on the timeline.
        </p>
      </div>
      <AlertRules meetingId={meetingId} />
    </section>
  );
}
