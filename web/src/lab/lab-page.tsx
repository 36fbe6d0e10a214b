import { FlaskConicalOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Page } from '../session';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Heading } from '../ui/heading';
import { Loading, Message } from '../ui/panels';
import { formatDuration } from '../ui/time';
import { DropZone } from './drop-zone';
import { fetchLab, type Job, type Lab } from './lab';
import { Progress } from './progress';
import { Report } from './report';
import { useAnalysis } from './use-analysis';

/** `/lab`: measures any system from a video that shows two clocks. Needs no account. */
export default function LabPage() {
  const { view, start, cancel } = useAnalysis();
  switch (view.step) {
    case 'loading':
      return (
        <Page title="Lab">
          <Loading>Loading the analysis…</Loading>
        </Page>
      );
    case 'report':
      return (
        <Page title={`Lab: ${view.job.fileName}`}>
          <Report job={view.job} result={view.result} onAnother={cancel} />
        </Page>
      );
    case 'choose':
      return (
        <Intro>
          <Chooser problem={view.problem} onFile={start} />
        </Intro>
      );
    case 'uploading':
      return (
        <Intro>
          <Progress title="Uploading" fileName={view.fileName} share={view.share} onCancel={cancel}>
            The analysis starts as soon as the whole video is on the server.
          </Progress>
        </Intro>
      );
    case 'analysing':
      return (
        <Intro>
          <Progress
            title={view.job.state === 'WAITING' ? 'Waiting' : 'Analysing'}
            fileName={view.job.fileName}
            share={view.job.state === 'WAITING' ? null : view.job.progress}
            onCancel={cancel}
          >
            {waiting(view.job)} Keep this page open: an analysis that nobody waits for is cancelled.
          </Progress>
        </Intro>
      );
  }
}

function waiting({ state, before }: Job): string {
  if (state !== 'WAITING') {
    return 'The server reads every frame, and gives way to calls.';
  }
  return before === 1
    ? 'One other video is analysed first.'
    : `${before} other videos are analysed first.`;
}

function Intro({ children }: { children: React.ReactNode }) {
  return (
    <Page title="Lab">
      <div className="flex flex-col gap-6">
        <div className="flex flex-col gap-3">
          <Heading className="text-2xl font-semibold tracking-tight">
            Measure any system from a video
          </Heading>
          <p className="max-w-prose text-pretty text-muted">
            Show a clock code on a phone to any camera, and film the phone and the screen that shows
            its delayed picture together, so that both codes are sharp in one picture. The
            difference of the two codes is the glass-to-glass latency of whatever is between them: a
            video call, a camera or a TV, and no clock has to be right.
          </p>
          <p className="max-w-prose text-sm text-pretty text-muted">
            A clock code is, for example, the{' '}
            <a
              href="https://gopro.github.io/labs/control/precisiontime/"
              className="text-accent underline underline-offset-2"
            >
              Local page of Precision Date and Time
            </a>{' '}
            by GoPro Labs. Each code should fill a fifth of the picture’s height.
          </p>
        </div>
        {children}
      </div>
    </Page>
  );
}

interface ChooserProps {
  problem: string | null;
  onFile: (file: File) => void;
}

function Chooser({ problem, onFile }: ChooserProps) {
  const [lab, setLab] = useState<Lab | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    fetchLab().then(setLab, (error: unknown) => {
      setFailure((error as Error).message);
    });
  }, [attempt]);
  if (lab?.on === false) {
    return (
      <Message icon={FlaskConicalOff} title="The lab is off on this server" level={2}>
        Its administrator can turn it on with the setting <code>CHATTYCAT_LAB</code>. The command{' '}
        <code>./chatty-cat read-clocks --pairs</code> does the same on your own computer.
      </Message>
    );
  }
  const sentence = failure ?? problem;
  return (
    <div className="flex flex-col gap-4">
      {sentence !== null && <Banner tone="danger">{sentence}</Banner>}
      {lab === null && failure !== null && (
        <Button
          className="self-start"
          onClick={() => {
            setFailure(null);
            setAttempt(attempt + 1);
          }}
        >
          Try again
        </Button>
      )}
      {lab === null && failure === null && <Loading />}
      {lab !== null && (
        <>
          <DropZone hint={hint(lab)} onFile={onFile} onProblem={setFailure} />
          <p className="text-sm text-pretty text-muted">
            The video is deleted as soon as it has been analysed, and the result after{' '}
            {Math.round(lab.keepSeconds / 60)} minutes at most. Everybody who knows the address of
            the result can see it until then.
          </p>
        </>
      )}
    </div>
  );
}

function hint({ maxBytes, maxSeconds }: Lab): string {
  const megabytes = Math.floor(maxBytes / 1024 / 1024);
  return `MP4, MOV or WebM, up to ${megabytes} MB and ${formatDuration(maxSeconds * 1000)}`;
}
