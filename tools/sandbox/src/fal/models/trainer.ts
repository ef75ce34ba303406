import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { fetchInput, loadPicture } from './input-file';
import { writeLora, type LoraFamily } from './lora-file';
import { fieldError } from './model.errors';
import { resultFile, type Model, type ModelContext } from './model';
import { readPhotos } from './photo-archive';
import { progressBar } from './progress-bar';

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
const fluxTwoInput = z.object({
  image_data_url: z.string().min(1),
  default_caption: z.string().nullish(),
  steps: steps.default(1000),
  learning_rate: z.number().positive().default(0.00005),
  output_lora_format: z.enum(['fal', 'comfy']).default('fal'),
});

interface Training {
  readonly family: LoraFamily;
  /** The field that names the archive, and what it says. */
  readonly field: string;
  readonly archiveUrl: string;
  readonly trigger: string;
  readonly steps: number;
  readonly minimum: number;
  readonly needsCaptions: boolean;
}
const fluxOne = { family: 'flux-1', field: 'images_data_url', needsCaptions: false } as const;

/** fal-ai/flux-lora-portrait-trainer. */
export const portraitTrainer: Model<z.infer<typeof portraitInput>> = {
  stage: 'training',
  input: portraitInput,
  run: ({ images_data_url: archiveUrl, trigger_phrase, steps }, context) =>
    train({ ...fluxOne, archiveUrl, trigger: trigger_phrase ?? '', steps, minimum: 10 }, context),
};

/** fal-ai/flux-lora-fast-training. */
export const fastTrainer: Model<z.infer<typeof fastInput>> = {
  stage: 'training',
  input: fastInput,
  run: ({ images_data_url: archiveUrl, trigger_word, steps }, context) =>
    train({ ...fluxOne, archiveUrl, trigger: trigger_word ?? '', steps, minimum: 4 }, context),
};

/** fal-ai/flux-2-trainer: it knows no trigger, only captions, in the archive or one for all. */
export const fluxTwoTrainer: Model<z.infer<typeof fluxTwoInput>> = {
  stage: 'training',
  input: fluxTwoInput,
  run: ({ image_data_url: archiveUrl, default_caption: caption, steps }, context) => {
    const kind = { family: 'flux-2', field: 'image_data_url', needsCaptions: !caption } as const;
    return train({ ...kind, archiveUrl, trigger: caption ?? '', steps, minimum: 1 }, context);
  },
};

async function train(training: Training, context: ModelContext) {
  const { family, trigger, steps } = training;
  const remembered = await learnFrom(training, context);
  await learn(steps, context);
  const metadata = { format: 'pt', family, trigger_phrase: trigger, made_by: 'Aisha sandbox' };
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

async function learnFrom(training: Training, context: ModelContext): Promise<Buffer[]> {
  const { archiveUrl, field, minimum, needsCaptions } = training;
  context.log('Downloading the training archive');
  const archive = await fetchInput(archiveUrl, field, context.signal);
  const { photos, withoutCaption } = await readPhotos(archive, field, minimum);
  if (needsCaptions && withoutCaption > 0) {
    const msg = `${withoutCaption} images have no caption file and there is no default_caption.`;
    throw fieldError('default_caption', 'value_error', msg);
  }
  const remembered = await rememberPhotos(photos, field);
  context.log(progressBar('Preprocessing images', photos.length, photos.length, 0));
  return remembered;
}

/** Every photo is decoded, like in a real training; the first few are kept small. */
async function rememberPhotos(photos: readonly Buffer[], field: string): Promise<Buffer[]> {
  const kept: Buffer[] = [];
  for (const [index, photo] of photos.entries()) {
    const msg = `Image ${index + 1} of the archive could not be loaded.`;
    const small = await loadPicture(photo, { field, msg, maxSide: rememberedSide });
    if (kept.length < rememberedPhotos) kept.push(small);
  }
  return kept;
}

async function learn(steps: number, { workMs, log, signal }: ModelContext): Promise<void> {
  for (let line = 1; line <= logLines; line += 1) {
    await sleep(workMs / logLines, undefined, { signal });
    const done = Math.round((steps * line) / logLines);
    log(progressBar('Training', done, steps, (workMs * line) / logLines));
  }
}
