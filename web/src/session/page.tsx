import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { AccountMenu } from './account-menu';
import cat from '../assets/cat.svg';
import { SkipLink } from '../ui/skip-link';
import { useTitle } from '../ui/use-title';

interface PageProps {
  title: string;
  children: ReactNode;
  /** Wide, for content such as charts. */
  wide?: boolean;
}

/**
 * The layout of every page except the call: a header with the home link and the account menu, the content, and a
 * link to the lab.
 */
export function Page({ title, children, wide = false }: PageProps) {
  useTitle(title);
  const [path] = useLocation();
  const width = wide ? 'max-w-7xl' : 'max-w-5xl';
  return (
    <div className="relative flex min-h-dvh flex-col pr-[env(safe-area-inset-right)] pb-[env(safe-area-inset-bottom)] pl-[env(safe-area-inset-left)]">
      <SkipLink target="content">Skip to content</SkipLink>
      <header className="border-b border-line bg-surface pt-[env(safe-area-inset-top)] print:hidden">
        <div
          className={`mx-auto flex h-14 w-full items-center justify-between px-4 sm:px-6 ${width}`}
        >
          <Link
            href="/"
            className="flex items-center gap-2.5 rounded-md font-semibold tracking-tight"
          >
            <img src={cat} alt="" className="size-7" />
            Chatty Cat
          </Link>
          <AccountMenu />
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className={`mx-auto w-full flex-1 px-4 py-6 outline-none sm:px-6 sm:py-8 ${width}`}
      >
        {children}
      </main>
      {path !== '/lab' && (
        <footer className={`mx-auto w-full px-4 py-4 text-sm sm:px-6 print:hidden ${width}`}>
          <Link href="/lab" className="rounded-md text-muted underline underline-offset-2">
            Measure from a video
          </Link>
        </footer>
      )}
    </div>
  );
}
