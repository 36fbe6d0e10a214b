import { Gauge, QrCode, ShieldCheck } from 'lucide-react';
import { PasskeyOffer } from '../account';
import { AccountGate, Page, SignInCard } from '../session';
import { Heading } from '../ui/heading';
import { Card } from '../ui/panels';
import { JoinByCode } from './join-by-code';
import { MeetingList } from './meeting-list';
import { StartOrJoin } from './start-or-join';

export function HomePage() {
  return (
    <Page title="Home">
      <AccountGate signedOut={<Welcome />}>
        {() => (
          <div className="flex flex-col gap-8">
            <PasskeyOffer />
            <StartOrJoin />
            <MeetingList />
          </div>
        )}
      </AccountGate>
    </Page>
  );
}

const points = [
  {
    Icon: QrCode,
    title: 'Hold up a clock',
    text: 'Show the camera a clock code on a phone. There is nothing to install.',
  },
  {
    Icon: Gauge,
    title: 'See the latency live',
    text: 'Everyone in the meeting sees the camera-to-server latency of each video in milliseconds.',
  },
  {
    Icon: ShieldCheck,
    title: 'Review it afterwards',
    text: 'Every sample is stored with its bounds. View it as a chart or a table, or query it with GraphQL.',
  },
] as const;

function Welcome() {
  return (
    <div className="grid gap-x-16 gap-y-8 py-2 md:grid-cols-[1.2fr_1fr] md:py-12">
      <div className="flex flex-col gap-4">
        <Heading className="text-3xl font-semibold tracking-tight text-balance sm:text-4xl">
          The video call that measures itself
        </Heading>
        <p className="max-w-prose text-pretty text-muted">
          Meet in the browser and see how late the video is, measured from the video itself.
        </p>
      </div>
      <div className="flex flex-col gap-4 md:row-span-2 md:self-center">
        <SignInCard destination="/" />
        <Card>
          <JoinByCode />
        </Card>
      </div>
      <ul className="flex flex-col gap-5">
        {points.map(({ Icon, title, text }) => (
          <li key={title} className="flex gap-4">
            <span className="flex size-10 shrink-0 items-center shape justify-center rounded-xl bg-accent-soft text-accent">
              <Icon aria-hidden className="size-5" />
            </span>
            <div>
              <h2 className="font-medium">{title}</h2>
              <p className="max-w-prose text-sm text-pretty text-muted">{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
