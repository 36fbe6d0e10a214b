import { screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { nobody, renderInPage, serve } from '../../testing/server';
import { UnknownCodeDoor } from './guest-entrance';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('says which code leads nowhere, and offers to sign in', async () => {
  serve({ 'GET /api/session': nobody });
  renderInPage(<UnknownCodeDoor code="fox-candle-ocean-42" />);
  expect(screen.getByRole('status').textContent).toBe(
    'There is no meeting with the code fox-candle-ocean-42 that admits guests.' +
      'Check the code with the person who invited you. If you have an account, sign in.',
  );
  expect(await screen.findByRole('heading', { name: 'Sign in to join', level: 1 })).toBeTruthy();
});
