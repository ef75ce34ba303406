import { z } from 'zod';
import { loadSharp } from '../load-sharp';
import { Unusable } from '../work/work-failures';

// Output of fal-ai/flux-lora, from FAL's published types.
const output = z.object({
  images: z.array(z.object({ url: z.url() })).min(1),
  has_nsfw_concepts: z.array(z.boolean()).optional(),
});

/** Where the picture lies, or that FAL has blackened it. */
export type Picture = { url: string } | { forbidden: true };

/** Reads FAL's answer. What its safety checker does not like is no error there, but a black picture. */
export function pictureOf(answer: unknown): Picture {
  const parsed = output.safeParse(answer);
  if (!parsed.success) throw new Unusable('an answer without a picture');
  const { images, has_nsfw_concepts: nsfw } = parsed.data;
  return nsfw?.[0] ? { forbidden: true } : { url: images[0]!.url };
}

/** A picture that opens, as a JPEG without metadata. @throws {Unusable} when the bytes are no picture */
export async function jpegOf(bytes: Buffer): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(bytes, { limitInputPixels: 50_000_000, failOn: 'truncated' })
    .jpeg({ quality: 95 })
    .toBuffer()
    .catch((cause: unknown) => {
      throw new Unusable('FAL gave no picture', { cause });
    });
}
