import sharp from 'sharp';
import { z } from 'zod';
import { imageSize, pixelsOf, type PixelSize } from './image-size';
import { fetchPicture } from './input-file';
import { fieldError } from './model.errors';
import type { Model, ModelContext } from './model';
import { isForbidden, paint } from './painting';

const maxReferenceSide = 1536;

const common = {
  prompt: z.string(),
  seed: z.number().int().nullish(),
  negative_prompt: z.string().nullish(),
  enable_safety_checker: z.boolean().default(true),
};

const pulidInput = z.object({
  ...common,
  reference_image_url: z.string().min(1),
  image_size: imageSize.default('landscape_4_3'),
  num_inference_steps: z.number().int().min(1).max(50).default(20),
  guidance_scale: z.number().min(0).max(20).default(4),
  true_cfg: z.number().min(0).max(20).default(1),
  id_weight: z.number().min(0).max(1).default(1),
  start_step: z.number().int().min(0).max(50).default(0),
  max_sequence_length: z.enum(['128', '256', '512']).default('128'),
});

/** fal-ai/flux-pulid: one picture, always a JPEG. */
export const fluxPulid: Model<z.infer<typeof pulidInput>> = {
  stage: 'image',
  input: pulidInput,
  async run(asked, context) {
    const { prompt, seed, enable_safety_checker: isChecked } = asked;
    const photos = [await reference(asked.reference_image_url, 'reference_image_url', context)];
    return paint({ prompt, seed, isChecked, photos, size: pixelsOf(asked.image_size) }, context);
  },
};

const characterInput = z.object({
  ...common,
  image_url: z.string().min(1),
  image_size: imageSize.default('square_hd'),
  scale: z.number().min(0).max(2).default(1),
  num_images: z.number().int().min(1).max(4).default(1),
  num_inference_steps: z.number().int().min(1).max(50).default(28),
  guidance_scale: z.number().min(0).max(20).default(3.5),
  output_format: z.enum(['jpeg', 'png']).default('jpeg'),
});

/** fal-ai/instant-character. */
export const instantCharacter: Model<z.infer<typeof characterInput>> = {
  stage: 'image',
  input: characterInput,
  async run(asked, context) {
    const { prompt, seed, num_images: count, enable_safety_checker: isChecked } = asked;
    const photos = [await reference(asked.image_url, 'image_url', context)];
    const [size, format] = [pixelsOf(asked.image_size), asked.output_format];
    return paint({ prompt, seed, count, isChecked, photos, size, format }, context);
  },
};

// What the model behind it really makes; not all are exactly what their names say.
const shapes = {
  '21:9': { width: 1536, height: 672 },
  '16:9': { width: 1344, height: 768 },
  '3:2': { width: 1248, height: 832 },
  '4:3': { width: 1184, height: 864 },
  '5:4': { width: 1152, height: 896 },
  '1:1': { width: 1024, height: 1024 },
  '4:5': { width: 896, height: 1152 },
  '3:4': { width: 864, height: 1184 },
  '2:3': { width: 832, height: 1248 },
  '9:16': { width: 768, height: 1344 },
} as const satisfies Record<string, PixelSize>;
const shapeNames = Object.keys(shapes) as (keyof typeof shapes)[];

const bananaInput = z.object({
  prompt: z.string().min(1),
  image_urls: z.array(z.string().min(1)).min(1),
  aspect_ratio: z.enum(['auto', ...shapeNames]).default('auto'),
  num_images: z.number().int().min(1).max(4).default(1),
  seed: z.number().int().nullish(),
  output_format: z.enum(['jpeg', 'png', 'webp']).default('png'),
  safety_tolerance: z.enum(['1', '2', '3', '4', '5', '6']).default('4'),
  limit_generations: z.boolean().nullish(),
});

/** fal-ai/nano-banana/edit: it refuses instead of blackening, and tells neither seed nor findings. */
export const nanoBananaEdit: Model<z.infer<typeof bananaInput>> = {
  stage: 'image',
  input: bananaInput,
  async run(asked, context) {
    const { prompt, seed, num_images: count, output_format: format } = asked;
    if (isForbidden(prompt)) {
      const msg = 'The content could not be processed because it was flagged by a content checker.';
      throw fieldError('prompt', 'content_policy_violation', msg);
    }
    const photos: Buffer[] = [];
    for (const url of asked.image_urls) photos.push(await reference(url, 'image_urls', context));
    const size = await sizeOf(asked.aspect_ratio, photos);
    const { images } = await paint(
      { prompt, seed, count, format, photos, size, isChecked: false },
      context,
    );
    return { images, description: `Sandbox: a picture of "${prompt}".` };
  },
};

async function sizeOf(shape: keyof typeof shapes | 'auto', [first]: Buffer[]): Promise<PixelSize> {
  if (shape !== 'auto') return shapes[shape];
  const { width, height } = await sharp(first).metadata();
  return { width, height };
}

const reference = (url: string, field: string, { signal }: ModelContext) =>
  fetchPicture(url, { field, maxSide: maxReferenceSide }, signal);
