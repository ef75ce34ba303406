import { readFileSync } from 'node:fs';
import path from 'node:path';
import { copyOf, photoOf, photosOf, spoiltPhotos } from '@aisha/testing';
import sharp from 'sharp';
import type { Upload } from './person';

const VOICES = path.resolve(__dirname, '../../../../tools/sandbox/samples');

export const samplePath = (file: string): string => path.join(VOICES, file);

/** A recording and what it says. */
export const voice = (name: string, file = `${name}.ogg`): Upload & { text: string } => ({
  bytes: readFileSync(samplePath(file)),
  name: file,
  text: readFileSync(path.join(VOICES, `${name}.txt`), 'utf8').trim(),
});

/** Photos of one person that are good for an avatar, at most 24; the same ones each time. */
export const photos = async (count: number): Promise<Upload[]> =>
  (await photosOf('first', count)).map((bytes, index) => upload(bytes, `photo-${index}.jpg`));

/** A photo of somebody else. */
export const otherPerson = async (index = 0): Promise<Upload> =>
  upload(await photoOf('second', index), 'other.jpg');

/** Another file of the photo of this number. */
export const nearCopy = async (index: number): Promise<Upload> =>
  upload(await copyOf('first', index), 'copy.jpg');

/** A photo that something is wrong with. */
export const spoilt = async (what: keyof typeof spoiltPhotos): Promise<Upload> =>
  upload(await spoiltPhotos[what](), `${what}.jpg`);

const upload = (bytes: Buffer, name: string): Upload => ({ bytes, name, type: 'image/jpeg' });

/** An image of any size that is not a photo of anybody. */
export const plainImage = async (width: number, height: number): Promise<Upload> => ({
  bytes: await sharp({ create: { width, height, channels: 3, background: '#4a7' } })
    .jpeg()
    .toBuffer(),
  name: 'plain.jpg',
  type: 'image/jpeg',
});
