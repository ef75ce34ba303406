import { type AspectRatio, PICTURE_QUALITIES, type PictureQuality } from '@aisha/contracts';
import { type Picture, pictureOf } from './picture-answer';
import { fluxLora, fluxTwoLora, instantCharacter, nanoBanana, pulid } from './picture-inputs';
import type { ModelFamily } from './trainers';

export const QUALITIES = PICTURE_QUALITIES;
export type Quality = PictureQuality;

export const PICTURE_MODEL_IDS = [
  'flux-lora',
  'flux-2-lora',
  'flux-pulid',
  'instant-character',
  'nano-banana',
] as const;
export type PictureModelId = (typeof PICTURE_MODEL_IDS)[number];

/** One picture as it is asked for. Addresses are such that FAL can fetch them. */
export interface PictureOrder {
  prompt: string;
  aspectRatio: AspectRatio;
  quality: Quality;
  seed?: number;
  negativePrompt?: string;
  /** The LoRA of the avatar. */
  weightsUrl?: string;
  /** A photo of the person, for models that need no training. */
  referenceUrl?: string;
  /** A picture to start from. `strength` 0 keeps it as it is, 1 remakes it completely. */
  source?: { url: string; strength: number };
}

/** An endpoint that makes pictures of a person, with its own names for the same things. */
export interface PictureModel {
  readonly needs: 'weights' | 'reference';
  /** Whose weights it reads. */
  readonly family?: ModelFamily;
  /** What of an order it can follow; the rest is left out of what FAL is told. */
  readonly takes: { seed: boolean; negativePrompt: boolean; source: boolean };
  endpointOf(order: PictureOrder): string;
  /** @throws {Unusable} when the order lacks what the model needs */
  input(order: PictureOrder): Record<string, unknown>;
  /** @throws {Unusable} when the answer has no picture */
  output(answer: unknown): Picture;
}

const endpoint = (name: string) => () => name;

/** The endpoints that pictures are made with. */
export const PICTURE_MODELS: Readonly<Record<PictureModelId, PictureModel>> = {
  'flux-lora': {
    needs: 'weights',
    family: 'flux-1',
    takes: { seed: true, negativePrompt: false, source: true },
    endpointOf: ({ source }) => (source ? 'fal-ai/flux-lora/image-to-image' : 'fal-ai/flux-lora'),
    input: fluxLora,
    output: pictureOf,
  },
  'flux-2-lora': {
    needs: 'weights',
    family: 'flux-2',
    takes: { seed: true, negativePrompt: false, source: false },
    endpointOf: endpoint('fal-ai/flux-2/lora'),
    input: fluxTwoLora,
    output: pictureOf,
  },
  'flux-pulid': {
    needs: 'reference',
    takes: { seed: true, negativePrompt: true, source: false },
    endpointOf: endpoint('fal-ai/flux-pulid'),
    input: pulid,
    output: pictureOf,
  },
  'instant-character': {
    needs: 'reference',
    takes: { seed: true, negativePrompt: true, source: false },
    endpointOf: endpoint('fal-ai/instant-character'),
    input: instantCharacter,
    output: pictureOf,
  },
  'nano-banana': {
    needs: 'reference',
    takes: { seed: true, negativePrompt: false, source: false },
    endpointOf: endpoint('fal-ai/nano-banana/edit'),
    input: nanoBanana,
    output: pictureOf,
  },
};

const MODELS: Readonly<Record<ModelFamily | 'instant', PictureModelId>> = {
  'flux-1': 'flux-lora',
  'flux-2': 'flux-2-lora',
  instant: 'flux-pulid', // made for faces, and the cheapest of those that need no training
};

/** The model that pictures are made with unless another is chosen. @param family of the avatar's weights */
export const modelFor = (family: ModelFamily | 'instant'): PictureModelId => MODELS[family];
