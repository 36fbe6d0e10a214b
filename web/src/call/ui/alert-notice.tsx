import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import type { Call } from '../engine/call';
import type { OpenAlert } from '../engine/protocol';
import { useStore } from './use-store';

/** How long the notice says that alerts have ended, in ms. */
const endedMs = 10_000;

/** More lines would hide the people. */
const mostLines = 3;

/** Tells that alerts go on, until they end or the person has read it, and then that they have ended. */
export function AlertNotice({ call }: { call: Call }) {
  const alerts = useStore(call.alerts);
  const { room } = useStore(call.state);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const ended = useEnded(alerts);
  const name = (id: string) => room.find((one) => one.id === id)?.displayName ?? 'Somebody';
  const shown = alerts.filter(({ id }) => !hidden.has(id));
  if (shown.length === 0) {
    return ended.length === 0 ? null : (
      <Banner tone="success" title={ended.length === 1 ? 'An alert ended.' : 'Alerts ended.'}>
        {ended.map(({ id, participantId, text }) => (
          <p key={id}>{`${name(participantId)}: ${text}`}</p>
        ))}
      </Banner>
    );
  }
  const more = shown.length - mostLines;
  return (
    <Banner
      tone="warning"
      title={shown.length === 1 ? 'Alert' : `${shown.length.toString()} alerts`}
      action={
        <Button
          look="quiet"
          aria-label="Hide these alerts"
          className="px-3"
          onClick={() => {
            setHidden(new Set(alerts.map(({ id }) => id)));
          }}
        >
          <X aria-hidden />
        </Button>
      }
    >
      {shown.slice(0, mostLines).map(({ id, participantId, text }) => (
        <p key={id}>{`${name(participantId)}: ${text}`}</p>
      ))}
      {more > 0 && <p>{`and ${more.toString()} more`}</p>}
    </Banner>
  );
}

/** The alerts that ended last, for a while. */
function useEnded(alerts: readonly OpenAlert[]): readonly OpenAlert[] {
  const before = useRef<readonly OpenAlert[]>([]);
  const [ended, setEnded] = useState<readonly OpenAlert[]>([]);
  useEffect(() => {
    const gone = before.current.filter(({ id }) => alerts.every((one) => one.id !== id));
    before.current = alerts;
    if (gone.length === 0) return;
    setEnded(gone.slice(0, mostLines));
  }, [alerts]);
  useEffect(() => {
    if (ended.length === 0) return;
    const timer = setTimeout(() => {
      setEnded([]);
    }, endedMs);
    return () => {
      clearTimeout(timer);
    };
  }, [ended]);
  return ended;
}
