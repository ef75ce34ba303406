import sharp from 'sharp';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { fetchInput } from './input-file';
import { fieldError } from './model.errors';
import { resultFile, type Model } from './model';

// The largest picture that this process makes in memory.
const maxPixels = 64_000_000;

const input = z.object({
  image_url: z.string().min(1),
  upscale_factor: z.number().min(1).max(4).default(2),
  prompt: z.string().default('masterpiece, best quality, highres'),
  negative_prompt: z.string().default('(worst quality, low quality, normal quality:2)'),
  creativity: z.number().min(0).max(1).default(0.35),
  resemblance: z.number().min(0).max(1).default(0.6),
  guidance_scale: z.number().min(0).max(20).default(4),
  num_inference_steps: z.number().int().min(4).max(50).default(18),
  seed: z.number().int().nullish(),
  enable_safety_checker: z.boolean().default(true),
});

/** fal-ai/clarity-upscaler: the picture really gets larger, though not more detailed. Its answer has one `image`. */
export const clarityUpscaler: Model<z.infer<typeof input>> = {
  stage: 'image',
  input,
  async run(asked, context) {
    const started = Date.now();
    const original = await fetchInput(asked.image_url, 'image_url', context.signal);
    const size = await largerSize(original, asked.upscale_factor);
    const bytes = await sharp(original)
      .rotate()
      .resize({ ...size, kernel: 'lanczos3', fit: 'fill' })
      .png({ compressionLevel: 3 })
      .toBuffer();
    await sleep(Math.max(0, context.workMs - (Date.now() - started)), undefined, context);
    return {
      image: { ...(await resultFile(context, bytes, 'upscaled.png', 'image/png')), ...size },
      seed: asked.seed ?? randomInt(2 ** 31),
      timings: { inference: (Date.now() - started) / 1000 },
    };
  },
};

async function largerSize(original: Buffer, factor: number) {
  const meta = await sharp(original)
    .metadata()
    .catch(() => {
      throw fieldError('image_url', 'image_load_error', 'The image could not be loaded.');
    });
  const { width, height } = meta.autoOrient;
  const size = { width: Math.round(width * factor), height: Math.round(height * factor) };
  if (size.width * size.height <= maxPixels) return size;
  throw fieldError('image_url', 'image_too_large', 'The image is too large to be upscaled.');
}
