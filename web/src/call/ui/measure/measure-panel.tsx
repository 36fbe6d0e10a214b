import { X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '../../../ui/button';
import type { Call } from '../../engine/call';
import { isHost } from '../../engine/room';
import { useStore } from '../use-store';
import { HoldDrawing, NumberDrawing, ScanDrawing } from './drawings';
import { LiveState } from './live-state';
import { OpenClock } from './open-clock';
import { StampRequestSwitch } from './stamp-request-switch';
import { StampSwitch } from './stamp-switch';
import { measurePanelId } from './use-measuring';

interface MeasurePanelProps {
  call: Call;
  meetingId: string;
  /** The person asked for it, so it takes the focus. */
  asked: boolean;
  onClose: () => void;
}

/** How to measure, in three steps, and what the worker sees meanwhile. It leaves the call usable. */
export function MeasurePanel({ call, meetingId, asked, onClose }: MeasurePanelProps) {
  const { room } = useStore(call.state);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (asked) heading.current?.focus();
  }, [asked]);
  const camera = room.find(({ you }) => you)?.publications.find(({ kind }) => kind === 'camera');
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it
    <aside
      id={measurePanelId}
      aria-labelledby={`${measurePanelId}-title`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
      className="flex max-h-[58%] min-h-0 shrink-0 flex-col overflow-y-auto rounded-t-2xl border border-line bg-surface text-sm md:mr-2.5 md:mb-2.5 md:max-h-none md:w-84 md:rounded-2xl"
    >
      <div className="sticky top-0 z-10 flex flex-col gap-2 border-b border-line bg-surface px-4 pt-2 pb-3">
        <div className="flex items-center justify-between gap-2">
          <h2
            ref={heading}
            id={`${measurePanelId}-title`}
            tabIndex={-1}
            className="text-base font-semibold outline-none"
          >
            Measure
          </h2>
          <Button look="quiet" aria-label="Close Measure" className="-mr-2 px-3" onClick={onClose}>
            <X aria-hidden />
          </Button>
        </div>
        <LiveState key={camera?.id} call={call} publicationId={camera?.id ?? null} />
      </div>
      <ol className="flex flex-col gap-5 p-4">
        <Step number={1} title="Open the clock on a phone" drawing={<ScanDrawing />}>
          <OpenClock call={call} />
        </Step>
        <Step number={2} title="Hold it up to your camera" drawing={<HoldDrawing />}>
          <p className="text-pretty text-muted">
            All of the code must be visible, and at least a fifth of the picture’s height. Turn up
            the phone’s brightness, and avoid reflections.
          </p>
        </Step>
        <Step number={3} title="Read the number" drawing={<NumberDrawing />}>
          <p className="text-pretty text-muted">
            It appears above and on your picture, for everybody in the meeting. Press it there for
            the details.
          </p>
        </Step>
      </ol>
      <section
        aria-labelledby={`${measurePanelId}-stamp`}
        className="flex flex-col gap-3 border-t border-line p-4"
      >
        <h3 id={`${measurePanelId}-stamp`} className="font-semibold">
          Without a phone
        </h3>
        <StampSwitch stamp={call.stamp} />
        {isHost(room) && <StampRequestSwitch call={call} meetingId={meetingId} />}
      </section>
      <p className="border-t border-line p-4 text-pretty text-muted">
        Without the link, open the <strong className="font-medium text-ink">Local</strong> page of{' '}
        <a
          href="https://gopro.github.io/labs/control/precisiontime/"
          target="_blank"
          rel="noreferrer"
          className="text-accent underline"
        >
          GoPro Labs’ Precision Date and Time
        </a>{' '}
        on the phone. Then the number is as exact as the phone’s clock.
      </p>
    </aside>
  );
}

interface StepProps {
  number: number;
  title: string;
  drawing: ReactNode;
  children: ReactNode;
}

function Step({ number, title, drawing, children }: StepProps) {
  return (
    <li className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        {drawing}
        <h3 className="font-semibold text-balance">
          {number}. {title}
        </h3>
      </div>
      {children}
    </li>
  );
}
