/** Marks the name of a person without an account, which nobody has verified. */
export function GuestMark() {
  return (
    <span className="shape shrink-0 rounded-full bg-warn-soft px-2 py-0.5 text-xs font-medium text-ink">
      Guest
    </span>
  );
}
