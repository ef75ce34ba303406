import type { Avatar } from '@aisha/database';
import {
  modelFor,
  PICTURE_MODELS,
  type PictureModel,
  type PictureModelId,
} from '../catalogue/picture-models';
import type { ModelFamily } from '../catalogue/trainers';

/** What an avatar may say of how it was made; one from before there were families is a LoRA for FLUX.1. */
export type Made = Avatar & { family?: ModelFamily | null; referenceKey?: string | null };

/** The model that makes pictures of this avatar. An instant avatar has no weights and so no family. */
export function modelIdOf({ family }: Made): PictureModelId {
  return modelFor(family === null ? 'instant' : (family ?? 'flux-1'));
}

export const modelOf = (avatar: Avatar): PictureModel => PICTURE_MODELS[modelIdOf(avatar)];

/** The model that a picture was asked of; one that is not known any more was the first there was. */
export const modelById = (id: string | null): PictureModel =>
  PICTURE_MODELS[id !== null && id in PICTURE_MODELS ? (id as PictureModelId) : 'flux-lora'];
