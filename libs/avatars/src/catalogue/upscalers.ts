import type { FalInput } from '@aisha/integrations';
import { type Picture, singlePictureOf } from './picture-answer';

/** An endpoint that makes a picture larger. */
export interface Upscaler {
  readonly endpoint: string;
  /** @param factor how many times longer each side becomes */
  input(imageUrl: string, factor: number): Record<string, unknown>;
  /** @throws {Unusable} when the answer has no picture */
  output(answer: unknown): Picture;
}

export const UPSCALERS = {
  clarity: {
    endpoint: 'fal-ai/clarity-upscaler',
    input: (imageUrl, factor): FalInput<'fal-ai/clarity-upscaler'> => ({
      image_url: imageUrl,
      upscale_factor: factor,
      resemblance: 0.9, // a person must stay who they are
      creativity: 0.2,
      enable_safety_checker: true,
    }),
    output: singlePictureOf,
  },
} as const satisfies Record<string, Upscaler>;

/** The one that is used. */
export const UPSCALER: Upscaler = UPSCALERS.clarity;
