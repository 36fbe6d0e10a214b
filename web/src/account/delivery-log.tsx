import { formatDateTime } from '../ui/time';
import type { Delivery } from './webhooks';

const events: Readonly<Record<string, string>> = {
  'alert.began': 'Alert began',
  'alert.ended': 'Alert ended',
  test: 'Test',
};

/** The latest messages to a webhook, newest first. */
export function DeliveryLog({ deliveries, url }: { deliveries: readonly Delivery[]; url: string }) {
  if (deliveries.length === 0) {
    return (
      <p className="border-t border-line px-4 py-3 text-sm text-muted">
        No messages yet. Send a test.
      </p>
    );
  }
  return (
    <div
      role="region"
      aria-label={`Messages to ${url}`}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
      tabIndex={0}
      className="relative max-h-72 overflow-auto border-t border-line"
    >
      <table className="w-full text-left text-sm tabular-nums">
        <caption className="sr-only">The latest messages, newest first</caption>
        <thead className="bg-raised text-xs text-muted">
          <tr>
            <th scope="col" className="px-4 py-2 font-medium">
              Message
            </th>
            <th scope="col" className="px-4 py-2 font-medium">
              State
            </th>
            <th scope="col" className="px-4 py-2 font-medium">
              Attempts
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {deliveries.map((delivery) => (
            <tr key={delivery.id}>
              <td className="px-4 py-2">
                {events[delivery.event] ?? delivery.event}
                <span className="block text-muted">{formatDateTime(delivery.createdAt)}</span>
              </td>
              <td className={`px-4 py-2 ${delivery.status === 'FAILED' ? 'text-danger' : ''}`}>
                {stateOf(delivery)}
                {delivery.problem !== null && (
                  <span className="block text-muted">{delivery.problem}</span>
                )}
              </td>
              <td className="px-4 py-2">{delivery.attempts}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function stateOf({ status, attempts, httpStatus, nextAttemptAt }: Delivery): string {
  switch (status) {
    case 'DELIVERED':
      return `Delivered (${String(httpStatus)})`;
    case 'FAILED':
      return 'Given up';
    case 'WAITING':
      return attempts === 0 || nextAttemptAt === null
        ? 'Waiting'
        : `Next attempt ${formatDateTime(nextAttemptAt)}`;
  }
}
