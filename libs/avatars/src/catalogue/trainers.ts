import type { FalInput } from '@aisha/integrations';
import { z } from 'zod';
import { Unusable } from '../work/work-failures';

/** The base model that weights belong to: those of one are of no use to another. */
export type ModelFamily = 'flux-1' | 'flux-2';

export const TRAINER_IDS = ['flux-portrait', 'flux-fast', 'flux-2'] as const;
export type TrainerId = (typeof TRAINER_IDS)[number];

export interface TrainerOrder {
  /** Where FAL finds the zip with the photos; the address need not end in .zip. */
  dataSetUrl: string;
  /** The word that stands for the person, in the training and in every prompt after it. */
  triggerPhrase: string;
  steps: number;
}
/** Where FAL has put what a training made. */
export interface TrainedFiles {
  weightsUrl: string;
  configUrl: string;
}

/** An endpoint that trains a LoRA of a person, with its own names for the same things. */
export interface Trainer {
  readonly endpoint: string;
  readonly family: ModelFamily;
  input(order: TrainerOrder): Record<string, unknown>;
  /** @throws {Unusable} when the answer is no training's */
  output(answer: unknown): TrainedFiles;
}

/** 1000 steps learn a face at twice FAL's own rate; from its default of 2500 on its own rate does. */
const portraitRate = (steps: number) => (steps < 2_500 ? 0.0002 : 0.00009);

const portrait = ({
  dataSetUrl,
  triggerPhrase,
  steps,
}: TrainerOrder): FalInput<'fal-ai/flux-lora-portrait-trainer'> => ({
  images_data_url: dataSetUrl,
  data_archive_format: 'zip', // a presigned address does not end in .zip
  trigger_phrase: triggerPhrase,
  steps,
  learning_rate: portraitRate(steps),
  multiresolution_training: true,
  subject_crop: true,
});

const fast = ({
  dataSetUrl,
  triggerPhrase,
  steps,
}: TrainerOrder): FalInput<'fal-ai/flux-lora-fast-training'> => ({
  images_data_url: dataSetUrl,
  data_archive_format: 'zip',
  trigger_word: triggerPhrase,
  steps,
  create_masks: true, // the face is what has to be learnt
  is_style: false,
});

/** Without captions in the archive the default one is all that the trainer hears of the person. */
const captioned = ({
  dataSetUrl,
  triggerPhrase,
  steps,
}: TrainerOrder): FalInput<'fal-ai/flux-2-trainer'> => ({
  image_data_url: dataSetUrl,
  default_caption: `a photo of ${triggerPhrase}`,
  steps,
  learning_rate: 0.00005,
  output_lora_format: 'fal', // what the generators of FAL read
});

const file = z.object({ url: z.url() });
const trained = z
  .object({ diffusers_lora_file: file, config_file: file })
  .or(z.object({ lora_file: file, config_file: file }));

function trainedFiles(answer: unknown): TrainedFiles {
  const parsed = trained.safeParse(answer);
  if (!parsed.success) throw new Unusable('a training without weights or configuration');
  const { config_file: config } = parsed.data;
  const weights =
    'lora_file' in parsed.data ? parsed.data.lora_file : parsed.data.diffusers_lora_file;
  return { weightsUrl: weights.url, configUrl: config.url };
}

/** The endpoints that an avatar can be trained with. */
export const TRAINERS: Readonly<Record<TrainerId, Trainer>> = {
  'flux-portrait': {
    endpoint: 'fal-ai/flux-lora-portrait-trainer',
    family: 'flux-1',
    input: portrait,
    output: trainedFiles,
  },
  'flux-fast': {
    endpoint: 'fal-ai/flux-lora-fast-training',
    family: 'flux-1',
    input: fast,
    output: trainedFiles,
  },
  'flux-2': {
    endpoint: 'fal-ai/flux-2-trainer',
    family: 'flux-2',
    input: captioned,
    output: trainedFiles,
  },
};
