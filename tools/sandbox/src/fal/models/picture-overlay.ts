import type { PixelSize } from './image-size';

// Letters as strokes on a grid of 4 by 6, so that the mark needs no font on the machine.
const letters = [
  'M4 0H0V3H4V6H0',
  'M0 6V2L2 0L4 2V6M0 4H4',
  'M0 6V0L4 6V0',
  'M0 0H2.5L4 1.5V4.5L2.5 6H0Z',
  'M0 0H3L4 1V2L3 3H0M3 3L4 4V5L3 6H0V0',
  'M1 0H3L4 1V5L3 6H1L0 5V1Z',
  'M0 0L4 6M4 0L0 6',
];
const letterAdvance = 6;
const wordWidth = letters.length * letterAdvance - 2;
const captionLines = 2;

/** What lies over every picture: a vignette, the prompt, and a ribbon that says SANDBOX. */
export function overlaySvg(size: PixelSize, prompt: string): Buffer {
  const { width, height } = size;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
      <defs><radialGradient id="v" cx="50%" cy="45%" r="75%">
        <stop offset="55%" stop-color="#000" stop-opacity="0"/>
        <stop offset="100%" stop-color="#000" stop-opacity="0.6"/>
      </radialGradient></defs>
      <rect width="100%" height="100%" fill="url(#v)"/>
      ${caption(size, prompt)}
      ${ribbon(size)}
    </svg>`,
  );
}

function caption({ width, height }: PixelSize, prompt: string): string {
  const fontSize = Math.max(11, Math.round(Math.min(width, height) / 30));
  const lines = wrap(prompt, Math.floor((width * 0.92) / (fontSize * 0.56)));
  const bar = Math.round(fontSize * (1.4 * lines.length + 1));
  const texts = lines.map((line, index) => {
    const y = height - bar + fontSize * (1.5 + 1.4 * index);
    return `<text x="${width * 0.04}" y="${y}">${escapeXml(line)}</text>`;
  });
  return `<rect y="${height - bar}" width="${width}" height="${bar}" fill="#000" opacity="0.55"/>
    <g font-family="DejaVu Sans, Noto Sans, Arial, sans-serif" font-size="${fontSize}"
      fill="#fff">${texts.join('')}</g>`;
}

function ribbon({ width, height }: PixelSize): string {
  const unit = Math.min(width, height) / 200;
  const band = unit * 12;
  const reach = unit * 30;
  const strokes = letters.map(
    (path, index) => `<path transform="translate(${index * letterAdvance} 0)" d="${path}"/>`,
  );
  return `<g transform="translate(${width - reach} ${reach}) rotate(45)">
    <rect x="${-reach * 2}" y="${-band / 2}" width="${reach * 4}" height="${band}" fill="#ffd21f"/>
    <g transform="scale(${unit * 0.9}) translate(${-wordWidth / 2} -3)" fill="none" stroke="#111"
      stroke-width="1.1" stroke-linejoin="round" stroke-linecap="round">${strokes.join('')}</g>
  </g>`;
}

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [''];
  for (const word of text.replace(/\s+/g, ' ').trim().split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length <= columns || lines.at(-1) === '') lines[lines.length - 1] = line;
    else lines.push(word);
  }
  const shown = lines.slice(0, captionLines).map((line) => line.slice(0, columns));
  const last = shown.length - 1;
  if (lines.length > captionLines) shown[last] = `${shown[last]?.slice(0, columns - 1)}…`;
  return shown;
}

// Control characters are not allowed in XML at all.
const escapeXml = (text: string) =>
  text.replace(/\p{Cc}/gu, '').replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
