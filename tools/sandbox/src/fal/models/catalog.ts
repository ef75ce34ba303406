import { fluxLora, fluxLoraImageToImage, fluxTwoLora } from './generator';
import type { Model, ModelContext } from './model';
import { invalidInput } from './model.errors';
import { fluxPulid, instantCharacter, nanoBananaEdit } from './reference-generator';
import { fastTrainer, fluxTwoTrainer, portraitTrainer } from './trainer';
import { clarityUpscaler } from './upscaler';

/** A model with its input unchecked. */
export interface CatalogEntry {
  readonly stage: Model['stage'];
  /** Rejects with `ModelError` when the input is wrong or the model refuses. */
  run(input: unknown, context: ModelContext): Promise<unknown>;
}

const entry = <Input>({ stage, input: schema, run }: Model<Input>): CatalogEntry => ({
  stage,
  async run(input, context) {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw invalidInput(parsed.error, input);
    return run(parsed.data, context);
  },
});

const models: Readonly<Record<string, CatalogEntry>> = {
  'fal-ai/flux-lora-portrait-trainer': entry(portraitTrainer),
  'fal-ai/flux-lora-fast-training': entry(fastTrainer),
  'fal-ai/flux-2-trainer': entry(fluxTwoTrainer),
  'fal-ai/flux-lora': entry(fluxLora),
  'fal-ai/flux-lora/image-to-image': entry(fluxLoraImageToImage),
  'fal-ai/flux-2/lora': entry(fluxTwoLora),
  'fal-ai/flux-pulid': entry(fluxPulid),
  'fal-ai/instant-character': entry(instantCharacter),
  'fal-ai/nano-banana/edit': entry(nanoBananaEdit),
  'fal-ai/clarity-upscaler': entry(clarityUpscaler),
};

/** The model behind an endpoint id, if the stand-in plays it. */
export const findModel = (endpoint: string): CatalogEntry | undefined =>
  Object.hasOwn(models, endpoint) ? models[endpoint] : undefined;
