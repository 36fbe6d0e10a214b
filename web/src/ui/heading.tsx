import { useEffect, useRef, type ReactNode } from 'react';

interface HeadingProps {
  children: ReactNode;
  className?: string;
}

/** The heading that was shown last. */
let shown: HTMLHeadingElement | null = null;

/**
 * The only `h1` of a page or view. When it replaces another one, for example after a navigation, it takes the
 * focus that was lost with the old view, so that keyboards continue here and screen readers announce the view.
 */
export function Heading({ children, className = '' }: HeadingProps) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The first heading comes with the page load, which the browser announces.
    if (shown !== null && shown !== ref.current && nothingHasTheFocus()) {
      ref.current?.focus();
    }
    shown = ref.current;
  }, []);
  return (
    <h1 ref={ref} tabIndex={-1} className={`outline-none ${className}`}>
      {children}
    </h1>
  );
}

function nothingHasTheFocus(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
