import type { AspectRatio } from '@aisha/contracts';
import type { Avatar, Gender } from '@aisha/database';

/** Pixels, about one megapixel, which is what FLUX was trained at; both sides multiples of 32. */
export const PICTURE_SIZES: Record<AspectRatio, { width: number; height: number }> = {
  '1:1': { width: 1024, height: 1024 },
  '3:4': { width: 864, height: 1152 },
  '4:3': { width: 1152, height: 864 },
  '9:16': { width: 736, height: 1312 },
  '16:9': { width: 1312, height: 736 },
};

const PERSON: Record<Gender, string> = { female: 'a woman', male: 'a man' };

/** The trigger phrase of the training stands for the person; the word beside it keeps the model on course. */
export const pictureWords = (avatar: Avatar, prompt: string): string =>
  `${avatar.triggerPhrase}, ${PERSON[avatar.gender]}, ${prompt}`;

/** What fal-ai/flux-lora is told. @param weights an address at which FAL can fetch the avatar's LoRA */
export const pictureInput = (
  avatar: Avatar,
  wish: { prompt: string; aspectRatio: AspectRatio },
  weights: string,
) => ({
  prompt: pictureWords(avatar, wish.prompt),
  loras: [{ path: weights, scale: 1 }],
  image_size: PICTURE_SIZES[wish.aspectRatio],
  num_images: 1,
  num_inference_steps: 28,
  guidance_scale: 3.5,
  enable_safety_checker: true,
  output_format: 'jpeg',
});
