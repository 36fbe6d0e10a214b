/** Dark colours on which white initials are readable. */
const colours = [
  'bg-teal-800',
  'bg-indigo-800',
  'bg-rose-800',
  'bg-amber-800',
  'bg-sky-800',
  'bg-lime-800',
];

/** The initials of a person whose video is off, in the middle of the tile. */
export function Avatar({ id, name }: { id: string; name: string }) {
  const initials = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();
  const hash = [...id].reduce((sum, char) => sum + char.charCodeAt(0), 0);
  return (
    <span aria-hidden className="@container absolute inset-0 flex items-center justify-center">
      <span
        className={`shape flex size-[clamp(3rem,22cqmin,8rem)] items-center justify-center rounded-full text-[clamp(1.1rem,8cqmin,2.75rem)] font-medium ${colours[hash % colours.length]}`}
      >
        {initials}
      </span>
    </span>
  );
}
