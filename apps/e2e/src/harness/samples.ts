import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import sharp from 'sharp';
import type { Upload } from './person';

const VOICES = path.resolve(__dirname, '../../../../tools/sandbox/samples');
const FACES = path.join(
  path.dirname(createRequire(__filename).resolve('@vladmandic/face-api/package.json')),
  'demo',
);

/** A recording and what it says. */
export const voice = (name: string, file = `${name}.ogg`): Upload & { text: string } => ({
  bytes: readFileSync(path.join(VOICES, file)),
  name: file,
  text: readFileSync(path.join(VOICES, `${name}.txt`), 'utf8').trim(),
});

/** Real photos of faces: the samples of a face library, and cuts of them, no two alike. */
export async function photos(count: number): Promise<Upload[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => photo(index)));
}

async function photo(index: number): Promise<Upload> {
  const source = sharp(path.join(FACES, `sample${(index % 6) + 1}.jpg`));
  const { width, height } = await source.metadata();
  const inset = 4 * Math.floor(index / 6);
  const bytes = await source
    .extract({ left: inset, top: inset, width: width - 2 * inset, height: height - 2 * inset })
    .resize({ width: 900, height: 900, fit: 'cover' })
    .jpeg()
    .toBuffer();
  return { bytes, name: `photo-${index}.jpg`, type: 'image/jpeg' };
}

/** An image of any size that is not a photo of anybody. */
export const plainImage = async (width: number, height: number): Promise<Upload> => ({
  bytes: await sharp({ create: { width, height, channels: 3, background: '#4a7' } })
    .jpeg()
    .toBuffer(),
  name: 'plain.jpg',
  type: 'image/jpeg',
});
