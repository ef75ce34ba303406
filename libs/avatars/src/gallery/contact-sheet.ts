import type { OverlayOptions } from 'sharp';
import { loadSharp } from '../load-sharp';
import { drawnNumber } from './digit-paths';

/** A picture on a sheet; without bytes its place stays empty. */
export interface Tile {
  number: number;
  bytes?: Buffer;
}

/** Drawn anew where a sheet looks otherwise than it did: part of the key of remembered sheets. */
export const SHEET_LAYOUT = 1;

const COLUMNS = 3;
/** Three tiles make 972 pixels, about the width that Telegram shows to a telephone. */
const TILE = 320;
const GAP = 6;
const BACKGROUND = '#17212b';
const QUALITY = 80;
/** Beyond this a picture is none that we stored. */
const MAX_PIXELS = 50_000_000;
const RAW = { width: TILE, height: TILE, channels: 3 } as const;

/** Pictures with their numbers, whole and side by side, as one JPEG. A picture that does not open leaves its place empty. */
export async function contactSheet(tiles: readonly Tile[]): Promise<Buffer> {
  const sharp = await loadSharp();
  const rows = Math.max(1, Math.ceil(tiles.length / COLUMNS));
  const width = extent(Math.min(COLUMNS, Math.max(1, tiles.length)));
  const height = extent(rows);
  const overlays: OverlayOptions[] = [];
  // One after the other: side by side they take four times the memory, which the process then keeps.
  for (const [index, tile] of tiles.entries()) overlays.push(...(await placed(tile, index)));
  const numbers = { input: numbersOver(tiles, width, height), left: 0, top: 0 };
  return sharp({ create: { width, height, channels: 3, background: BACKGROUND } })
    .composite([...overlays, numbers])
    .jpeg({ quality: QUALITY })
    .toBuffer();
}

const extent = (tiles: number): number => tiles * (TILE + GAP) - GAP;
const leftOf = (index: number): number => (index % COLUMNS) * (TILE + GAP);
const topOf = (index: number): number => Math.floor(index / COLUMNS) * (TILE + GAP);

async function placed({ bytes }: Tile, index: number): Promise<OverlayOptions[]> {
  if (!bytes) return [];
  const sharp = await loadSharp();
  const input = await sharp(bytes, { limitInputPixels: MAX_PIXELS })
    .resize(TILE, TILE, { fit: 'contain', background: BACKGROUND })
    .flatten({ background: BACKGROUND })
    .toColourspace('srgb')
    .raw()
    .toBuffer()
    .catch(() => undefined);
  return input ? [{ input, raw: RAW, left: leftOf(index), top: topOf(index) }] : [];
}

/** One drawing for all numbers. */
function numbersOver(tiles: readonly Tile[], width: number, height: number): Buffer {
  const badges = tiles.map(({ number }, index) => badge(number, leftOf(index), topOf(index)));
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${badges.join('')}</svg>`,
  );
}

function badge(number: number, left: number, top: number): string {
  const { path, width } = drawnNumber(number);
  return `<g transform="translate(${left + 8} ${top + 8})">
    <rect width="${width * 2.4 + 24}" height="44" rx="10" fill="#000" fill-opacity="0.6"/>
    <path transform="translate(12 10) scale(2.4)" d="${path}" fill="none" stroke="#fff"
      stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/></g>`;
}
