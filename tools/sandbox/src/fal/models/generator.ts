import sharp from 'sharp';
import { z } from 'zod';
import { imageSize, imageSizeWithin, pixelsOf } from './image-size';
import { fetchInput, fetchPicture } from './input-file';
import { readLora, type LoraFamily } from './lora-file';
import { fieldError } from './model.errors';
import type { Model, ModelContext } from './model';
import { paint } from './painting';

const maxSourceSide = 2048;

const loras = z.array(
  z.object({ path: z.string().min(1), scale: z.number().min(0).max(4).default(1) }),
);
const common = {
  prompt: z.string(),
  num_images: z.number().int().min(1).max(4).default(1),
  num_inference_steps: z.number().int().min(1).max(50).default(28),
  seed: z.number().int().nullish(),
  enable_safety_checker: z.boolean().default(true),
};
const fluxOne = {
  ...common,
  loras: loras.default([]),
  guidance_scale: z.number().min(0).max(35).default(3.5),
  output_format: z.enum(['jpeg', 'png']).default('jpeg'),
  acceleration: z.enum(['none', 'regular']).nullish(),
};
const fluxInput = z.object({ ...fluxOne, image_size: imageSize.default('landscape_4_3') });
const imageToImageInput = z.object({
  ...fluxOne,
  image_url: z.string().min(1),
  strength: z.number().min(0.01).max(1).default(0.85),
  image_size: imageSize.nullish(),
});
const fluxTwoInput = z.object({
  ...common,
  loras: loras.max(3).default([]),
  guidance_scale: z.number().min(0).max(20).default(2.5),
  image_size: imageSizeWithin(512, 2048).default('landscape_4_3'),
  output_format: z.enum(['jpeg', 'png', 'webp']).default('png'),
  acceleration: z.enum(['none', 'regular', 'high']).default('regular'),
  enable_prompt_expansion: z.boolean().nullish(),
});

/** fal-ai/flux-lora. It paints with the photos that the sandbox's trainer left in the weights. */
export const fluxLora: Model<z.infer<typeof fluxInput>> = {
  stage: 'image',
  input: fluxInput,
  run: async (asked, context) =>
    paint(
      {
        ...(await personOf(asked, 'flux-1', context)),
        size: pixelsOf(asked.image_size),
        format: asked.output_format,
      },
      context,
    ),
};

/** fal-ai/flux-lora/image-to-image: without a size the picture keeps the one it has. */
export const fluxLoraImageToImage: Model<z.infer<typeof imageToImageInput>> = {
  stage: 'image',
  input: imageToImageInput,
  async run(asked, context) {
    const intake = { field: 'image_url', maxSide: maxSourceSide };
    const picture = await fetchPicture(asked.image_url, intake, context.signal);
    const { width, height } = await sharp(picture).metadata();
    return paint(
      {
        ...(await personOf(asked, 'flux-1', context)),
        size: asked.image_size ? pixelsOf(asked.image_size) : { width, height },
        format: asked.output_format,
        source: { picture, strength: asked.strength },
      },
      context,
    );
  },
};

/** fal-ai/flux-2/lora. */
export const fluxTwoLora: Model<z.infer<typeof fluxTwoInput>> = {
  stage: 'image',
  input: fluxTwoInput,
  run: async (asked, context) =>
    paint(
      {
        ...(await personOf(asked, 'flux-2', context)),
        size: pixelsOf(asked.image_size),
        format: asked.output_format,
      },
      context,
    ),
};

type Asked = z.infer<z.ZodObject<typeof common>> & { loras: z.infer<typeof loras> };

/** What does not differ from model to model. */
async function personOf(asked: Asked, family: LoraFamily, context: ModelContext) {
  const { prompt, seed, num_images: count, enable_safety_checker: isChecked } = asked;
  return { prompt, seed, count, isChecked, photos: await photosOf(asked, family, context) };
}

async function photosOf({ loras }: Asked, family: LoraFamily, { signal }: ModelContext) {
  const photos: Buffer[] = [];
  for (const { path } of loras) {
    const found = readLora(await fetchInput(path, 'loras', signal));
    if (!found) throw fieldError('loras', 'value_error', 'The weights are no safetensors file.');
    if ((found.metadata['family'] ?? family) !== family) {
      const msg =
        'The LoRA weights do not fit this model: they were trained on another base model.';
      throw fieldError('loras', 'value_error', msg);
    }
    photos.push(...found.photos);
  }
  return photos;
}
