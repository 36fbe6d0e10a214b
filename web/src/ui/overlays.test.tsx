import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';

const connection = vi.hoisted(() => ({ lost: false }));

beforeEach(() => {
  connection.lost = false;
  // As after loading the page: nothing is loaded yet.
  vi.resetModules();
  vi.doMock('./overlay-parts', async (original) => {
    if (connection.lost) throw new Error('the connection is lost');
    return await original();
  });
});

async function showMenu() {
  const { Menu, MenuItem } = await import('./menu');
  const chosen = vi.fn();
  render(
    <Menu trigger={<button type="button">More</button>}>
      <MenuItem onSelect={chosen}>First</MenuItem>
      <MenuItem>Second</MenuItem>
    </Menu>,
  );
  return chosen;
}

const more = () => screen.getByRole('button', { name: 'More' });

it('opens a menu that is not loaded yet at the first press', async () => {
  const chosen = await showMenu();
  expect(more().getAttribute('aria-haspopup')).toBe('menu');
  expect(more().getAttribute('aria-expanded')).toBe('false');
  await userEvent.click(more());
  await userEvent.click(await screen.findByRole('menuitem', { name: 'First' }));
  expect(chosen).toHaveBeenCalledOnce();
  await waitFor(() => {
    expect(document.activeElement).toBe(more());
  });
});

it.each(['{Enter}', ' ', '{ArrowDown}'])('gives the first item the focus after %s', async (key) => {
  await showMenu();
  more().focus();
  await userEvent.keyboard(key);
  await screen.findByRole('menu');
  await waitFor(() => {
    expect(document.activeElement?.textContent).toBe('First');
  });
});

it('says that it cannot be loaded, and tries again at the next press', async () => {
  connection.lost = true;
  await showMenu();
  await userEvent.click(more());
  expect((await screen.findByRole('alert')).textContent).toContain('could not be loaded');
  connection.lost = false;
  await userEvent.click(more());
  expect(await screen.findByRole('menuitem', { name: 'First' })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('opens and closes a popover by its button', async () => {
  const { Popover } = await import('./popover');
  function Shown() {
    const [open, setOpen] = useState(false);
    return (
      <Popover
        trigger={<button type="button">More</button>}
        label="Details"
        open={open}
        onOpenChange={setOpen}
        className="p-4"
      >
        What there is to know
      </Popover>
    );
  }
  render(<Shown />);
  await userEvent.click(more());
  expect((await screen.findByRole('dialog', { name: 'Details' })).textContent).toBe(
    'What there is to know',
  );
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
});
