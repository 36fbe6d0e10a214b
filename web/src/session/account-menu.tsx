import { Activity, CircleUserRound, LogOut, SunMoon, UserRoundCog } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu';
import { applyTheme, storedTheme, type Theme } from '../ui/theme';
import { signOut } from './session';
import { useSession } from './session-context';

const themes: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'System default' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** The menu at the top right of every page: account, colours, sign out. */
export function AccountMenu() {
  const { account, refresh } = useSession();
  const [theme, setTheme] = useState(storedTheme);
  const [, navigate] = useLocation();

  async function leave() {
    // Even if this fails, the page shows the session that the server reports next.
    await signOut().catch(() => undefined);
    await refresh();
    navigate('/');
  }

  return (
    <div className="flex min-w-0 items-center">
      {/* Outside the button, so that the button's visible label and its accessible name do not differ. */}
      {account !== null && (
        <span className="hidden max-w-40 truncate text-sm sm:inline">{account.displayName}</span>
      )}
      <Menu
        trigger={
          <button
            type="button"
            aria-label={account === null ? 'Settings' : 'Account and settings'}
            className="flex size-10 shrink-0 items-center justify-center rounded-lg hover:bg-raised"
          >
            {account === null ? (
              <SunMoon className="size-5" />
            ) : (
              <CircleUserRound className="size-5" />
            )}
          </button>
        }
      >
        {account !== null && (
          <>
            <div className="px-3 py-2">
              <p className="truncate font-medium">{account.displayName}</p>
              <p className="truncate text-muted">{account.email}</p>
            </div>
            <MenuSeparator />
            <MenuItem asChild>
              <Link href="/account">
                <UserRoundCog aria-hidden /> Account
              </Link>
            </MenuItem>
            {account.operator && (
              <MenuItem asChild>
                <Link href="/status">
                  <Activity aria-hidden /> Status
                </Link>
              </MenuItem>
            )}
          </>
        )}
        <MenuChoice
          label="Colours"
          value={theme}
          options={themes}
          onChange={(next) => {
            applyTheme(next);
            setTheme(next);
          }}
        />
        {account !== null && (
          <>
            <MenuSeparator />
            <MenuItem
              onSelect={() => {
                void leave();
              }}
            >
              <LogOut aria-hidden /> Sign out
            </MenuItem>
          </>
        )}
      </Menu>
    </div>
  );
}
