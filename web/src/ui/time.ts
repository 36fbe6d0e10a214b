const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const timeOfDay = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

export function formatDateTime(iso: string): string {
  return dateAndTime.format(new Date(iso));
}

/** The time of day to the minute, in the reader's zone. */
export function formatTime(iso: string): string {
  return timeOfDay.format(new Date(iso));
}

/** The time of day with milliseconds, in the reader's zone. */
export function formatClock(iso: string): string {
  return clock.format(new Date(iso));
}

/** A duration, such as `48 s`, `12 min` or `2 h 05 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) {
    return `${seconds} s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 60
    ? `${minutes} min`
    : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
