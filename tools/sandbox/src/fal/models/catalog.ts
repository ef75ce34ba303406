import { fluxLora } from './generator';
import type { Model, ModelContext } from './model';
import { invalidInput } from './model.errors';
import { fastTrainer, portraitTrainer } from './trainer';

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
  'fal-ai/flux-lora': entry(fluxLora),
};

/** The model behind an endpoint id, if the stand-in plays it. */
export const findModel = (endpoint: string): CatalogEntry | undefined =>
  Object.hasOwn(models, endpoint) ? models[endpoint] : undefined;
