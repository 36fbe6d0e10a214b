import { useEffect, useState } from 'react';

interface AnnouncerProps {
  /** How often `next` is asked, in ms. What came meanwhile is announced together. */
  everyMs: number;
  /** What is new since the last call, as sentences. */
  next: () => readonly string[];
}

/** Announces to screen readers what is new. */
export function Announcer({ everyMs, next }: AnnouncerProps) {
  const [said, setSaid] = useState({ text: '', number: 0 });
  useEffect(() => {
    const timer = setInterval(() => {
      const text = next().join(' ');
      if (text !== '') setSaid(({ number }) => ({ text, number: number + 1 }));
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [everyMs, next]);
  return (
    <p role="status" className="sr-only">
      {/* A new element, so that the same text is read again. */}
      <span key={said.number}>{said.text}</span>
    </p>
  );
}
