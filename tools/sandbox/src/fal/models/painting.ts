import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PixelSize } from './image-size';
import { resultFile, type ModelContext } from './model';
import { blackPicture, paintPicture, type PictureFormat, type PictureOrder } from './picture';

/** What a model has understood of its input. */
export interface Painting {
  readonly photos: readonly Buffer[];
  readonly prompt: string;
  readonly size: PixelSize;
  readonly seed?: number | null | undefined;
  readonly count?: number;
  readonly format?: PictureFormat;
  /** Whether the safety checker blackens what it finds; the prompt tells what it finds. */
  readonly isChecked: boolean;
  readonly source?: PictureOrder['source'];
}

export const isForbidden = (prompt: string) => /nsfw/i.test(prompt);

/** Paints and answers like the image models of FAL do, after as long as they seem to take. */
export async function paint(painting: Painting, context: ModelContext) {
  const started = Date.now();
  const { prompt, count = 1, isChecked } = painting;
  const isFound = context.blackens === true || isForbidden(prompt);
  const seed = painting.seed ?? randomInt(2 ** 31);
  const images = [];
  for (let index = 0; index < count; index += 1) {
    const order = orderOf(painting, seed + index);
    images.push(await image(order, isChecked && isFound, context));
  }
  await sleep(Math.max(0, context.workMs - (Date.now() - started)), undefined, context);
  return {
    images,
    timings: { inference: (Date.now() - started) / 1000 },
    seed,
    has_nsfw_concepts: images.map(() => isFound),
    prompt,
  };
}

function orderOf(painting: Painting, seed: number): PictureOrder {
  const { photos, prompt, size, source, format = 'jpeg' } = painting;
  return { photos, prompt, size, seed, format, ...(source ? { source } : {}) };
}

async function image(order: PictureOrder, isHidden: boolean, context: ModelContext) {
  const bytes = await (isHidden ? blackPicture(order) : paintPicture(order));
  const extension = order.format === 'jpeg' ? 'jpg' : order.format;
  const file = await resultFile(context, bytes, `picture.${extension}`, `image/${order.format}`);
  return { ...file, ...order.size };
}
