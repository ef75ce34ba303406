import type { FalInput } from '@aisha/integrations';
import { Unusable } from '../work/work-failures';
import type { PictureOrder, Quality } from './picture-models';
import { PICTURE_SIZES } from './picture-sizes';

/** Steps of denoising; 28 is the default of FAL for FLUX, 50 its limit, and past 40 the eye sees no more. */
const FLUX_STEPS: Readonly<Record<Quality, number>> = { fast: 20, balanced: 28, high: 40 };
const PULID_STEPS: Readonly<Record<Quality, number>> = { fast: 16, balanced: 20, high: 30 };
const FLUX_TWO_HASTE = { fast: 'high', balanced: 'regular', high: 'none' } as const;
/** Above 1 is where PuLID listens to the negative prompt; higher ones cost likeness. */
const PULID_TRUE_CFG = 2;

// What an order leaves out, JSON leaves out.
const sized = ({ prompt, aspectRatio, seed }: PictureOrder) => ({
  prompt,
  image_size: PICTURE_SIZES[aspectRatio],
  seed,
  enable_safety_checker: true,
});

/** fal-ai/flux-lora, and its image-to-image when there is a picture to start from. */
export const fluxLora = (
  order: PictureOrder,
): FalInput<'fal-ai/flux-lora'> & Partial<FalInput<'fal-ai/flux-lora/image-to-image'>> => ({
  ...sized(order),
  loras: [{ path: weightsOf(order), scale: 1 }],
  num_images: 1,
  num_inference_steps: FLUX_STEPS[order.quality],
  guidance_scale: 3.5,
  output_format: 'jpeg',
  ...(order.source && { image_url: order.source.url, strength: order.source.strength }),
});

/** fal-ai/flux-2/lora. */
export const fluxTwoLora = (order: PictureOrder): FalInput<'fal-ai/flux-2/lora'> => ({
  ...sized(order),
  loras: [{ path: weightsOf(order), scale: 1 }],
  num_images: 1,
  num_inference_steps: FLUX_STEPS[order.quality],
  guidance_scale: 2.5,
  acceleration: FLUX_TWO_HASTE[order.quality],
  output_format: 'jpeg',
});

/** fal-ai/flux-pulid; it makes one picture and has no choice of format. */
export const pulid = (order: PictureOrder): FalInput<'fal-ai/flux-pulid'> => ({
  ...sized(order),
  reference_image_url: referenceOf(order),
  num_inference_steps: PULID_STEPS[order.quality],
  guidance_scale: 4,
  ...(order.negativePrompt && {
    negative_prompt: order.negativePrompt,
    true_cfg: PULID_TRUE_CFG,
  }),
});

/** fal-ai/instant-character. */
export const instantCharacter = (order: PictureOrder): FalInput<'fal-ai/instant-character'> => ({
  ...sized(order),
  image_url: referenceOf(order),
  negative_prompt: order.negativePrompt,
  num_images: 1,
  num_inference_steps: FLUX_STEPS[order.quality],
  guidance_scale: 3.5,
  output_format: 'jpeg',
});

/** fal-ai/nano-banana/edit: it knows shapes and not pixels, and has no steps to choose. */
export const nanoBanana = (order: PictureOrder): FalInput<'fal-ai/nano-banana/edit'> => ({
  prompt: order.prompt,
  image_urls: [referenceOf(order)],
  aspect_ratio: order.aspectRatio,
  seed: order.seed,
  num_images: 1,
  output_format: 'jpeg',
});

function weightsOf({ weightsUrl }: PictureOrder): string {
  if (!weightsUrl) throw new Unusable('a picture without weights');
  return weightsUrl;
}

function referenceOf({ referenceUrl }: PictureOrder): string {
  if (!referenceUrl) throw new Unusable('a picture without a photo of the person');
  return referenceUrl;
}
