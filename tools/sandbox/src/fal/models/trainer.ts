import sharp from 'sharp';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { fetchInput } from './input-file';
import { writeLora } from './lora-file';
import { fieldError } from './model.errors';
import { resultFile, type Model, type ModelContext } from './model';
import { readPhotos } from './photo-archive';

const rememberedPhotos = 6;
const rememberedSide = 768;
const logLines = 8;

const shared = {
  images_data_url: z.string().min(1),
  data_archive_format: z.string().nullish(),
  resume_from_checkpoint: z.string().nullish(),
  create_masks: z.boolean().nullish(),
};
const steps = z.number().int().min(1).max(10_000);

const portraitInput = z.object({
  ...shared,
  trigger_phrase: z.string().nullish(),
  steps: steps.default(2500),
  learning_rate: z.number().positive().default(0.00009),
  multiresolution_training: z.boolean().default(true),
  subject_crop: z.boolean().default(true),
});
const fastInput = z.object({
  ...shared,
  trigger_word: z.string().nullish(),
  steps: steps.default(1000),
  is_style: z.boolean().nullish(),
  is_input_format_already_preprocessed: z.boolean().nullish(),
});

interface Training {
  readonly archiveUrl: string;
  readonly trigger: string;
  readonly steps: number;
  readonly minimum: number;
}

/** fal-ai/flux-lora-portrait-trainer. */
export const portraitTrainer: Model<z.infer<typeof portraitInput>> = {
  stage: 'training',
  input: portraitInput,
  run: ({ images_data_url, trigger_phrase, steps }, context) =>
    train(
      { archiveUrl: images_data_url, trigger: trigger_phrase ?? '', steps, minimum: 10 },
      context,
    ),
};

/** fal-ai/flux-lora-fast-training. */
export const fastTrainer: Model<z.infer<typeof fastInput>> = {
  stage: 'training',
  input: fastInput,
  run: ({ images_data_url, trigger_word, steps }, context) =>
    train({ archiveUrl: images_data_url, trigger: trigger_word ?? '', steps, minimum: 4 }, context),
};

async function train({ archiveUrl, trigger, steps, minimum }: Training, context: ModelContext) {
  context.log('Downloading the training archive');
  const archive = await fetchInput(archiveUrl, 'images_data_url', context.signal);
  const photos = await readPhotos(archive, 'images_data_url', minimum);
  const remembered = await rememberPhotos(photos);
  context.log(`Found ${photos.length} images`);
  await learn(steps, context);
  const metadata = { format: 'pt', trigger_phrase: trigger, made_by: 'Aisha sandbox' };
  const config = { instance_prompt: trigger, trigger_phrase: trigger, steps, sandbox: true };
  const lora = writeLora(remembered, metadata);
  const configBytes = Buffer.from(JSON.stringify(config, null, 2));
  return {
    diffusers_lora_file: await resultFile(
      context,
      lora,
      'pytorch_lora_weights.safetensors',
      'application/octet-stream',
    ),
    config_file: await resultFile(context, configBytes, 'config.json', 'application/json'),
  };
}

/** Every photo is decoded, like in a real training; the first few are kept small. */
async function rememberPhotos(photos: readonly Buffer[]): Promise<Buffer[]> {
  const kept: Buffer[] = [];
  for (const [index, photo] of photos.entries()) {
    const small = await shrink(photo).catch(() => {
      const msg = `Image ${index + 1} of the archive could not be loaded.`;
      throw fieldError('images_data_url', 'image_load_error', msg);
    });
    if (kept.length < rememberedPhotos) kept.push(small);
  }
  return kept;
}

function shrink(photo: Buffer): Promise<Buffer> {
  return sharp(photo)
    .rotate()
    .resize({
      width: rememberedSide,
      height: rememberedSide,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .jpeg({ quality: 85 })
    .toBuffer();
}

async function learn(steps: number, { workMs, log, signal }: ModelContext): Promise<void> {
  for (let line = 1; line <= logLines; line += 1) {
    await sleep(workMs / logLines, undefined, { signal });
    const done = Math.round((steps * line) / logLines);
    log(`Training: ${Math.round((100 * line) / logLines)}% | step ${done}/${steps}`);
  }
}
