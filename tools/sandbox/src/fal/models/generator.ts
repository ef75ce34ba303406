import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { imageSize, pixelsOf } from './image-size';
import { fetchInput } from './input-file';
import { readLora } from './lora-file';
import { fieldError } from './model.errors';
import { resultFile, type Model, type ModelContext } from './model';
import { blackPicture, paintPicture, type PictureOrder } from './picture';

const input = z.object({
  prompt: z.string(),
  loras: z
    .array(z.object({ path: z.string().min(1), scale: z.number().min(0).max(4).default(1) }))
    .default([]),
  image_size: imageSize,
  num_images: z.number().int().min(1).max(4).default(1),
  num_inference_steps: z.number().int().min(1).max(50).default(28),
  guidance_scale: z.number().min(0).max(35).default(3.5),
  seed: z.number().int().nullish(),
  output_format: z.enum(['jpeg', 'png']).default('jpeg'),
  enable_safety_checker: z.boolean().default(true),
  acceleration: z.enum(['none', 'regular']).nullish(),
});
type Input = z.infer<typeof input>;

/** fal-ai/flux-lora. It paints with the photos that the sandbox's trainer left in the weights. */
export const fluxLora: Model<Input> = {
  stage: 'image',
  input,
  async run(asked, context) {
    const started = Date.now();
    const photos = await photosOf(asked, context);
    const seed = asked.seed ?? randomInt(2 ** 31);
    const isNsfw = /nsfw/i.test(asked.prompt);
    const order = { photos, prompt: asked.prompt, size: pixelsOf(asked.image_size) };
    const images = [];
    for (let index = 0; index < asked.num_images; index += 1) {
      const one = { ...order, seed: seed + index, format: asked.output_format };
      const isHidden = isNsfw && asked.enable_safety_checker;
      images.push(await image(one, isHidden, context));
    }
    await sleep(Math.max(0, context.workMs - (Date.now() - started)), undefined, context);
    return {
      images,
      timings: { inference: (Date.now() - started) / 1000 },
      seed,
      has_nsfw_concepts: images.map(() => isNsfw),
      prompt: asked.prompt,
    };
  },
};

async function photosOf({ loras }: Input, { signal }: ModelContext): Promise<Buffer[]> {
  const photos: Buffer[] = [];
  for (const { path } of loras) {
    const found = readLora(await fetchInput(path, 'loras', signal));
    if (!found) throw fieldError('loras', 'value_error', 'The weights are no safetensors file.');
    photos.push(...found);
  }
  return photos;
}

async function image(order: PictureOrder, isHidden: boolean, context: ModelContext) {
  const bytes = await (isHidden ? blackPicture(order) : paintPicture(order));
  const extension = order.format === 'png' ? 'png' : 'jpg';
  const type = `image/${order.format}`;
  const file = await resultFile(context, bytes, `picture.${extension}`, type);
  return { ...file, ...order.size };
}
