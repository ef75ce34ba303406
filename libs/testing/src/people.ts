import { createRequire } from 'node:module';
import path from 'node:path';
import sharp from 'sharp';

/**
 * Faces in the group photos that `@vladmandic/face-api` brings as samples: number of the file, middle and width of
 * the face in its pixels, as the package's own ssd_mobilenetv1 finds them.
 */
const FACES = {
  first: { sample: 1, x: 503, y: 475, width: 240 },
  second: { sample: 3, x: 685, y: 465, width: 271 },
} as const;
export type SamplePerson = keyof typeof FACES;

/**
 * No two alike: a different part of the picture around the face, turned a little, every second one mirrored. The
 * second dozen are the first the other way round.
 */
const VIEWS = [
  { zoom: 2, dx: 0, dy: 0, turned: 0, light: 1 },
  { zoom: 1.6, dx: 0.1, dy: 0.1, turned: 4, light: 0.95 },
  { zoom: 2.5, dx: -0.3, dy: 0.2, turned: -4, light: 1.05 },
  { zoom: 2.8, dx: 0, dy: -0.4, turned: 3, light: 1 },
  { zoom: 1.8, dx: -0.25, dy: -0.2, turned: -6, light: 1.1 },
  { zoom: 2.2, dx: 0.35, dy: 0.25, turned: 6, light: 0.9 },
  { zoom: 2.7, dx: -0.55, dy: -0.3, turned: -2, light: 1.05 },
  { zoom: 1.7, dx: 0.2, dy: -0.2, turned: 8, light: 1 },
  { zoom: 2.4, dx: 0.1, dy: 0.45, turned: -8, light: 0.95 },
  { zoom: 3, dx: -0.1, dy: 0.1, turned: 10, light: 1.1 },
  { zoom: 2.1, dx: -0.4, dy: 0.3, turned: -10, light: 1 },
  { zoom: 2.6, dx: 0.3, dy: 0.05, turned: 1, light: 0.9 },
] as const;
const SIDE = 900;
/** A wall behind: rotation opens corners. */
const WALL = '#8a8f94';

/** Real photos of one person as JPEG, at most 24, each of them good for an avatar. */
export const photosOf = (person: SamplePerson, count: number): Promise<Buffer[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => photoOf(person, index)));

/** One of them; the same number gives the same bytes. */
export function photoOf(person: SamplePerson, index: number): Promise<Buffer> {
  const name = `${person}-${index}`;
  const photo = made.get(name) ?? view(person, index);
  made.set(name, photo);
  return photo;
}
const made = new Map<string, Promise<Buffer>>();

/** The same photo as a JPEG of another size and quality: near to it, not the same bytes. */
export async function copyOf(person: SamplePerson, index: number): Promise<Buffer> {
  const photo = sharp(await photoOf(person, index));
  return photo.resize(800).jpeg({ quality: 70 }).toBuffer();
}

/** What photos of the first person are refused or doubted for. */
export const spoiltPhotos = {
  blurred: async () =>
    sharp(await photoOf('first', 0))
      .blur(20)
      .jpeg()
      .toBuffer(),
  dark: async () =>
    sharp(await photoOf('first', 1))
      .linear(0.2, 0)
      .jpeg()
      .toBuffer(),
  bright: async () =>
    sharp(await photoOf('first', 4))
      .linear(0.15, 225)
      .jpeg()
      .toBuffer(),
  /** Both faces are equally large. */
  twoPeople: () => cut({ sample: 1, left: 330, top: 180, width: 780 }).jpeg().toBuffer(),
  /** A sleeve in good light. */
  nobody: () => cut({ sample: 1, left: 200, top: 760, width: 400 }).linear(1, 90).jpeg().toBuffer(),
  /** A person far away before a wall. */
  farAway: async () => {
    const person = await sharp(await photoOf('first', 0))
      .resize(260)
      .toBuffer();
    const wall = {
      create: { width: 1_400, height: 1_400, channels: 3 as const, background: WALL },
    };
    return sharp(wall)
      .composite([{ input: person, left: 500, top: 700 }])
      .jpeg()
      .toBuffer();
  },
};

async function view(person: SamplePerson, index: number): Promise<Buffer> {
  const { sample, x, y, width } = FACES[person];
  const { zoom, dx, dy, turned, light } = VIEWS[index % VIEWS.length]!;
  const side = Math.round(width * zoom);
  const left = Math.max(0, Math.round(x + dx * width - side / 2));
  const top = Math.max(0, Math.round(y + dy * width - side / 2));
  const seen = await cut({ sample, left, top, width: side }).toBuffer();
  return sharp(seen)
    .flop((index + Math.floor(index / VIEWS.length)) % 2 === 1)
    .rotate(turned, { background: WALL })
    .resize(SIDE, SIDE, { fit: 'cover' })
    .modulate({ brightness: light })
    .jpeg({ quality: 90 })
    .toBuffer();
}

const cut = ({ sample, ...from }: { sample: number; left: number; top: number; width: number }) =>
  sharp(path.join(samplesFolder(), `sample${sample}.jpg`))
    .extract({ ...from, height: from.width })
    .resize(SIDE, SIDE);

const samplesFolder = () =>
  path.join(
    path.dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
    'demo',
  );
