import { partsOf } from './links';

/** A text that people wrote, in which addresses of the web can be pressed. */
export function LinkedText({ text }: { text: string }) {
  return partsOf(text).map(({ text: part, href }, index) =>
    href === null ? (
      part
    ) : (
      <a
        key={index}
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="text-accent underline"
      >
        {part}
      </a>
    ),
  );
}
