import { createHash } from 'node:crypto';
import type { Style } from './style';

const SIDE = 512;

type Draw = (between: string, before: string) => string;

/** Shapes and colours of a mood; no letters, so no fonts are needed. */
const SCENES: Readonly<Record<Style['preview']['scene'], Draw>> = {
  sun: (between, before) =>
    `<circle cx="360" cy="170" r="96" fill="${before}" opacity="0.9"/>${hill(between, 380, 60)}`,
  hills: (between, before) => `${hill(before, 300, 90, 0.5)}${hill(between, 370, 50)}`,
  waves: (between, before) =>
    [300, 350, 400].map((y, at) => wave(at === 1 ? before : between, y)).join(''),
  city: (between, before) =>
    [20, 100, 170, 330, 400, 460]
      .map((x, at) => tower(at % 3 === 1 ? before : between, x, 150 + ((at * 73) % 170)))
      .join(''),
  stars: (between, before) =>
    `<circle cx="130" cy="150" r="80" fill="${between}" opacity="0.8"/>${scattered(dot(before), 36)}`,
  leaves: (between, before) =>
    scattered((x, y, at) => leaf(at % 2 ? between : before, x, y, at * 37), 26),
  rings: (between, before) =>
    [240, 190, 140]
      .map(
        (r, at) =>
          `<circle cx="256" cy="220" r="${r}" fill="${at === 1 ? before : between}" opacity="0.45"/>`,
      )
      .join(''),
  grid: (between, before) =>
    `<circle cx="256" cy="210" r="110" fill="${before}"/>${lines(between)}`,
};

/** The picture of a style: a figure before its scene, as SVG. */
export function previewSvg({ preview: { colors, scene } }: Style): string {
  const [behind, between, before] = colors;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 ${SIDE} ${SIDE}">`,
    `<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1">`,
    `<stop offset="0" stop-color="${behind}"/><stop offset="1" stop-color="${between}"/></linearGradient></defs>`,
    `<rect width="${SIDE}" height="${SIDE}" fill="url(#g)"/>`,
    SCENES[scene](between, before),
    figure(behind, before),
    '</svg>',
  ].join('');
}

/** Where the picture of a style lies: a style that looks different lies elsewhere. */
export function previewKey(style: Style): string {
  const look = createHash('sha256').update(previewSvg(style)).digest('hex').slice(0, 12);
  return `styles/${style.id}-${look}.jpg`;
}

const figure = (fill: string, edge: string) =>
  `<g fill="${fill}" stroke="${edge}" stroke-width="8">` +
  `<path d="M96 512 C96 400 170 352 256 352 C342 352 416 400 416 512 Z"/>` +
  `<ellipse cx="256" cy="258" rx="78" ry="98"/></g>`;

const hill = (fill: string, y: number, height: number, opacity = 1) =>
  `<path d="M0 ${y} Q128 ${y - height} 256 ${y} T512 ${y} V512 H0 Z" fill="${fill}" opacity="${opacity}"/>`;

const wave = (fill: string, y: number) =>
  `<path d="M0 ${y} Q64 ${y - 40} 128 ${y} T256 ${y} T384 ${y} T512 ${y} V512 H0 Z" fill="${fill}" opacity="0.6"/>`;

const tower = (fill: string, x: number, height: number) =>
  `<rect x="${x}" y="${SIDE - height}" width="64" height="${height}" fill="${fill}" opacity="0.8"/>`;

const dot = (fill: string) => (x: number, y: number, at: number) =>
  `<circle cx="${x}" cy="${y}" r="${2 + (at % 4)}" fill="${fill}"/>`;

const leaf = (fill: string, x: number, y: number, turn: number) =>
  `<ellipse cx="${x}" cy="${y}" rx="34" ry="13" fill="${fill}" opacity="0.75" transform="rotate(${turn} ${x} ${y})"/>`;

const lines = (stroke: string) =>
  [0, 1, 2, 3, 4, 5, 6, 7]
    .map(
      (at) =>
        `<path d="M0 ${320 + at * at * 4} H512 M${at * 73} 512 L${200 + at * 16} 320" stroke="${stroke}" stroke-width="4" fill="none"/>`,
    )
    .join('');

/** The same places each time: the golden angle spreads them evenly. */
const scattered = (draw: (x: number, y: number, at: number) => string, count: number) =>
  Array.from({ length: count }, (_, at) => {
    const [angle, distance] = [at * 2.399963, 256 * Math.sqrt((at + 0.5) / count) * 1.3];
    const [x, y] = [256 + distance * Math.cos(angle), 256 + distance * Math.sin(angle)];
    return draw(Math.round(x), Math.round(y), at);
  }).join('');
