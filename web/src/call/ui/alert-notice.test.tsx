import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { fakeCall, people } from '../testing/fake-call';
import { AlertNotice } from './alert-notice';

const alert = {
  id: 'a1',
  participantId: 'p1',
  text: 'latency above 300 ms for 30 s',
  at: '2026-03-01T09:30:00Z',
};

test('tells politely that an alert began and ended', () => {
  const fake = fakeCall(people(2));
  render(<AlertNotice call={fake.call} />);
  expect(screen.queryByRole('status')).toBeNull();

  act(() => {
    fake.alerts.set([alert]);
  });
  expect(screen.getByRole('status').textContent).toContain('Ben: latency above 300 ms for 30 s');

  act(() => {
    fake.alerts.set([]);
  });
  expect(screen.getByRole('status').textContent).toContain('An alert ended.');
  expect(screen.getByRole('status').textContent).toContain('Ben: latency above 300 ms for 30 s');
});

test('hides alerts that were read, but not new ones', async () => {
  const fake = fakeCall(people(2));
  render(<AlertNotice call={fake.call} />);
  act(() => {
    fake.alerts.set([alert]);
  });
  await userEvent.click(screen.getByRole('button', { name: 'Hide these alerts' }));
  expect(screen.queryByRole('status')).toBeNull();

  act(() => {
    fake.alerts.set([alert, { ...alert, id: 'a2', text: 'packet loss above 5 % for 10 s' }]);
  });
  expect(screen.getByRole('status').textContent).toContain('Ben: packet loss above 5 % for 10 s');
  expect(screen.queryByText(/latency above/)).toBeNull();
});

test('shows three of many alerts', () => {
  const fake = fakeCall(people(2));
  fake.alerts.set([1, 2, 3, 4, 5].map((n) => ({ ...alert, id: `a${n}` })));
  render(<AlertNotice call={fake.call} />);
  expect(screen.getByText('5 alerts')).toBeTruthy();
  expect(screen.getAllByText(/latency above/)).toHaveLength(3);
  expect(screen.getByText('and 2 more')).toBeTruthy();
});
