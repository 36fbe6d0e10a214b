import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { loadable, loadablePage } from './loadable';

const Panel = ({ name }: { name: string }) => <p>The panel of {name}</p>;

it('shows a component when it is loaded, and at once the next time', async () => {
  const load = vi.fn(() => Promise.resolve(Panel));
  const Loaded = loadable(load);
  const { unmount } = render(<Loaded name="Ann" />);
  expect(screen.getByRole('status').textContent).toBe('Loading…');
  expect(await screen.findByText('The panel of Ann')).toBeTruthy();
  unmount();
  render(<Loaded name="Ben" />);
  expect(screen.getByText('The panel of Ben')).toBeTruthy();
  expect(load).toHaveBeenCalledOnce();
});

it('says that loading failed, and leaves the rest of the page as it is', async () => {
  const load = vi
    .fn<() => Promise<typeof Panel>>()
    .mockRejectedValueOnce(new Error('the connection is lost'))
    .mockResolvedValue(Panel);
  const Loaded = loadable(load);
  render(
    <>
      <p>The call</p>
      <Loaded name="Ann" />
    </>,
  );
  expect((await screen.findByRole('alert')).textContent).toContain('could not be loaded');
  expect(screen.getByText('The call')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('The panel of Ann')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('offers to reload where a page could not be loaded', async () => {
  const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined);
  const LoadedPage = loadablePage<object>(() =>
    Promise.reject(new TypeError('the connection is lost')),
  );
  render(<LoadedPage />);
  expect((await screen.findByRole('alert')).textContent).toContain('This page could not be loaded');
  await userEvent.click(screen.getByRole('button', { name: 'Reload' }));
  expect(reload).toHaveBeenCalledOnce();
  reload.mockRestore();
});
