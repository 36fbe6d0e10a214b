import { useEffect, useRef, type ReactNode } from 'react';

interface HeadingProps {
  children: ReactNode;
  className?: string;
}

/** The page's heading that was shown last. */
let shown: HTMLHeadingElement | null = null;

/**
 * The one `h1` of a page or view. When it takes the place of another one, because of a new route, say, it gets
 * the focus that went with the old view: keyboards go on here, and screen readers say where they are.
 */
export function Heading({ children, className = '' }: HeadingProps) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // With the first one the browser has loaded the page, and says so itself.
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
