import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ann, refusal, renderInPage, serve } from '../testing/server';
import { AccountGate } from './account-gate';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('asks a new account for its name before anything else', async () => {
  let named = false;
  const sent = serve({
    'GET /api/session': () => ({ ...ann, nameChosen: named }),
    'PATCH /api/account': ({ displayName }: { displayName?: string }) => {
      if (displayName === 'Bad') return refusal('BAD_NAME', 'Choose another name.');
      named = true;
      return {};
    },
  });
  const user = userEvent.setup();
  renderInPage(<AccountGate signedOut="signed out">{({ email }) => email}</AccountGate>);
  const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Your name' });
  expect(name.value).toBe('');
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  expect(screen.getByRole('alert').textContent).toBe('Enter the name that others will see.');
  await user.type(name, 'Bad');
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  expect((await screen.findByRole('alert')).textContent).toBe('Choose another name.');
  await user.clear(name);
  await user.type(name, ' Ann L. ');
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  expect(await screen.findByText('ann@example.org')).toBeTruthy();
  expect(sent).toContainEqual({ name: 'PATCH /api/account', body: { displayName: 'Ann L.' } });
});
