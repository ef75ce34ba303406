import type { Avatar } from '@aisha/database';
import {
  modelFor,
  PICTURE_MODELS,
  type PictureModel,
  type PictureModelId,
} from '../catalogue/picture-models';

/** The model that makes pictures of this avatar. */
export const modelIdOf = ({ kind, family }: Pick<Avatar, 'kind' | 'family'>): PictureModelId =>
  modelFor(kind === 'instant' ? 'instant' : family);

export const modelOf = (avatar: Avatar): PictureModel => PICTURE_MODELS[modelIdOf(avatar)];

/** The model that a picture was asked of; one that is not known any more was the first there was. */
export const modelById = (id: string | null): PictureModel =>
  PICTURE_MODELS[id !== null && id in PICTURE_MODELS ? (id as PictureModelId) : 'flux-lora'];
