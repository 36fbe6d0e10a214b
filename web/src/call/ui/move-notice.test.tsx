import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { refusal, renderInPage, serve, type Answers } from '../../testing/server';
import { fakeCall, people } from '../testing/fake-call';
import { MoveNotice } from './move-notice';

function show(hosting: boolean, answers: Answers = {}) {
  const sent = serve(answers);
  const room = people(2).map((one) => ({ ...one, host: one.you === hosting }));
  const { call } = fakeCall(room, { moveSuggested: true });
  renderInPage(<MoveNotice call={call} meetingId="m1" />);
  return sent;
}

it('asks the host, and moves the call', async () => {
  const sent = show(true, {
    MoveMeeting: { moveMeeting: { __typename: 'Meeting', id: 'm1' } },
  });
  expect(screen.getByRole('status').textContent).toContain('going out of service');
  await userEvent.click(screen.getByRole('button', { name: 'Move the call now' }));
  expect(sent).toContainEqual({ name: 'MoveMeeting', body: { meetingId: 'm1' } });
});

it('asks nobody else', () => {
  show(false);
  expect(screen.queryByRole('status')).toBeNull();
});

it('says that the call was not moved', async () => {
  show(true, { MoveMeeting: refusal('DATABASE_AWAY', 'The database is away.') });
  await userEvent.click(screen.getByRole('button', { name: 'Move the call now' }));
  expect(await screen.findByText(/The call was not moved\. /)).toBeTruthy();
});
