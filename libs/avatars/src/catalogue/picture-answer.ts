import { z } from 'zod';
import { Unusable } from '../work/work-failures';

/** Where the picture lies and what chance it came of, as far as FAL tells; or that FAL has blackened it. */
export type Picture = { url: string; seed?: number } | { forbidden: true };

const image = z.object({ url: z.url() });
const common = {
  seed: z.number().int().nullish(),
  has_nsfw_concepts: z.array(z.boolean()).nullish(),
};
// Outputs from the types that FAL publishes with its client; upscalers give one `image`, not several.
const pictures = z.object({ images: z.array(image).min(1), ...common });
const single = z.object({ image, ...common });

interface Told {
  url: string;
  seed?: number | null | undefined;
  has_nsfw_concepts?: boolean[] | null | undefined;
}

/** Reads an answer with a list of pictures. @throws {Unusable} when there is none in it */
export function pictureOf(answer: unknown): Picture {
  const parsed = pictures.safeParse(answer);
  if (!parsed.success) throw new Unusable('an answer without a picture');
  return pictureFrom({ ...parsed.data, url: parsed.data.images[0]!.url });
}

/** Reads an answer with one picture. @throws {Unusable} when there is none in it */
export function singlePictureOf(answer: unknown): Picture {
  const parsed = single.safeParse(answer);
  if (!parsed.success) throw new Unusable('an answer without a picture');
  return pictureFrom({ ...parsed.data, url: parsed.data.image.url });
}

/** What its safety checker does not like is no error at FAL, but a black picture. */
function pictureFrom({ url, seed, has_nsfw_concepts: nsfw }: Told): Picture {
  if (nsfw?.[0]) return { forbidden: true };
  return typeof seed === 'number' ? { url, seed } : { url };
}
