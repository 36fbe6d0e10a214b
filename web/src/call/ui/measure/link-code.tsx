import { quietModules } from '../../../clock-code/code-size';
import { linkCode } from '../../../clock-code/modules';

/** A link as a QR code: black on white in every theme, because cameras expect it. */
export function LinkCode({ url, label }: { url: string; label: string }) {
  const code = linkCode(url);
  const side = code.size + 2 * quietModules;
  let path = '';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (code.get(x, y)) path += `M${x + quietModules} ${y + quietModules}h1v1h-1z`;
    }
  }
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className="w-full max-w-56 rounded-lg forced-color-adjust-none"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
