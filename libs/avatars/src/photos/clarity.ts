import { loadSharp } from '../load-sharp';
import type { FaceBox } from './faces/face-box';

/** Light and sharpness of a face, measured at one size, so that large and small photos compare. */
export interface Clarity {
  /**
   * Variance of the Laplacian: edges make it large. Sharp faces have 25 to 500, blurred ones and those behind a
   * veil (no contrast) below 10.
   */
  sharpness: number;
  /** Mean, 0 to 255. */
  light: number;
}

/** Pixels of a side: what the training, at 512 pixels a picture, sees of a face. */
const SIDE = 160;

/** Of the face, or of the middle of the picture when there is none. */
export async function clarityOf(jpeg: Buffer, face: FaceBox = MIDDLE): Promise<Clarity> {
  const sharp = await loadSharp();
  const { width, height } = await sharp(jpeg).metadata();
  const pixels = await sharp(jpeg)
    .extract(regionOf(face, width, height))
    .greyscale()
    .resize(SIDE, SIDE, { fit: 'fill' })
    .raw()
    .toBuffer();
  return { sharpness: varianceOf(laplacian(pixels)), light: meanOf([...pixels]) };
}
const MIDDLE: FaceBox = { left: 0.25, top: 0.25, width: 0.5, height: 0.5 };

function regionOf(face: FaceBox, width: number, height: number) {
  const left = Math.max(0, Math.round(face.left * width));
  const top = Math.max(0, Math.round(face.top * height));
  return {
    ...{ left, top },
    width: Math.min(width - left, Math.round(face.width * width)),
    height: Math.min(height - top, Math.round(face.height * height)),
  };
}

function laplacian(pixels: Uint8Array): number[] {
  const edges: number[] = [];
  for (let row = 1; row < SIDE - 1; row += 1) {
    for (let column = 1; column < SIDE - 1; column += 1) {
      const at = row * SIDE + column;
      const [left, right] = [pixels[at - 1]!, pixels[at + 1]!];
      const [above, below] = [pixels[at - SIDE]!, pixels[at + SIDE]!];
      edges.push(4 * pixels[at]! - left - right - above - below);
    }
  }
  return edges;
}

const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function varianceOf(values: number[]): number {
  const mean = meanOf(values);
  return meanOf(values.map((value) => (value - mean) ** 2));
}
