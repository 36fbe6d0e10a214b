interface SkipLinkProps {
  /** The id of the element to go to; it must take the focus (`tabIndex={-1}`). */
  target: string;
  children: string;
}

/** The first stop of the tab key, hidden until then. It skips what all pages have in common. */
export function SkipLink({ target, children }: SkipLinkProps) {
  return (
    <a
      href={`#${target}`}
      className="absolute top-2 left-2 z-50 -translate-y-16 rounded-lg border border-accent bg-surface px-4 py-2.5 text-sm font-medium text-accent focus:translate-y-0"
      onClick={(event) => {
        // Following the link would add a history entry without the state of this one.
        event.preventDefault();
        document.getElementById(target)?.focus();
      }}
    >
      {children}
    </a>
  );
}
