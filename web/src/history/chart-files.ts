const svgNamespace = 'http://www.w3.org/2000/svg';

/** Pixels of a PNG for each unit of the SVG: enough for print. */
const pixels = 2;

/** What a picture on its own needs, because it has no style sheet. */
const inlined = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-size',
  'font-family',
  'text-anchor',
];

/** A line below a picture: a title, or a name with the colour of its curve. */
export interface Caption {
  text: string;
  colour: string;
}

const captionHeight = 18;

/** An SVG of the page as a file of its own, with its colours and what stands beside it on the page. */
export function svgText(element: SVGSVGElement, captions: readonly Caption[]): string {
  const copy = element.cloneNode(true) as SVGSVGElement;
  const originals = [element, ...element.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((target, index) => {
    const original = originals[index];
    if (original === undefined) return;
    const style = getComputedStyle(original);
    for (const name of inlined) {
      const value = style.getPropertyValue(name);
      if (value !== '') target.setAttribute(name, value);
    }
    target.removeAttribute('class');
  });
  copy.setAttribute('xmlns', svgNamespace);
  const { width, height } = element.viewBox.baseVal;
  const total = height + captions.length * captionHeight + 8;
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(total));
  copy.setAttribute('viewBox', `0 0 ${width} ${total}`);
  captions.forEach(({ text, colour }, index) => {
    const line = document.createElementNS(svgNamespace, 'text');
    line.setAttribute('x', '12');
    line.setAttribute('y', String(height + (index + 1) * captionHeight - 4));
    line.setAttribute('fill', colour);
    line.textContent = text;
    copy.append(line);
  });
  const { fontFamily } = getComputedStyle(element);
  copy.setAttribute('font-family', fontFamily);
  copy.setAttribute('font-size', '12');
  const ground = document.createElementNS(svgNamespace, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(document.documentElement).backgroundColor);
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy);
}

/** Draws an SVG that states its width and height. */
export async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = pixels * image.width;
    canvas.height = pixels * image.height;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null) reject(new Error('The chart is too large for a picture.'));
        else resolve(blob);
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
