import { Unusable } from '../work/work-failures';
import { type TrainerId, TRAINER_IDS, TRAINERS } from './trainers';
import { PRESETS, TRAINING_PRESETS } from './training-presets';

const order = { dataSetUrl: 'https://s3/set?sig=1', triggerPhrase: 'TOK_1234abcd', steps: 1_000 };

describe('a trainer', () => {
  it.each<[TrainerId, string, Record<string, unknown>]>([
    [
      'flux-portrait',
      'fal-ai/flux-lora-portrait-trainer',
      {
        images_data_url: order.dataSetUrl,
        data_archive_format: 'zip',
        trigger_phrase: order.triggerPhrase,
        steps: 1_000,
        learning_rate: 0.0002,
        multiresolution_training: true,
        subject_crop: true,
      },
    ],
    [
      'flux-fast',
      'fal-ai/flux-lora-fast-training',
      {
        images_data_url: order.dataSetUrl,
        data_archive_format: 'zip',
        trigger_word: order.triggerPhrase,
        steps: 1_000,
        create_masks: true,
        is_style: false,
      },
    ],
    [
      'flux-2',
      'fal-ai/flux-2-trainer',
      {
        image_data_url: order.dataSetUrl,
        default_caption: 'a photo of TOK_1234abcd',
        steps: 1_000,
        learning_rate: 0.00005,
        output_lora_format: 'fal',
      },
    ],
  ])('should be told everything in its own words: %s', (id, endpoint, input) => {
    expect(TRAINERS[id].endpoint).toBe(endpoint);
    expect(TRAINERS[id].input(order)).toEqual(input);
  });

  it('should learn more slowly when it takes its time', () => {
    const rate = (steps: number) =>
      TRAINERS['flux-portrait'].input({ ...order, steps })['learning_rate'];
    expect(rate(2_500)).toBeLessThan(Number(rate(1_000)));
  });

  describe.each(TRAINER_IDS)('%s', (id) => {
    const [weights, config] = [{ url: 'https://fal.media/w' }, { url: 'https://fal.media/c' }];
    const found = { weightsUrl: weights.url, configUrl: config.url };

    it('should be understood by both names that trainers give the weights', () => {
      const { output } = TRAINERS[id];
      expect(output({ diffusers_lora_file: weights, config_file: config })).toEqual(found);
      expect(output({ lora_file: weights, config_file: config })).toEqual(found);
    });

    it.each([
      null,
      'done',
      {},
      { config_file: config },
      { diffusers_lora_file: weights },
      { diffusers_lora_file: null, config_file: config },
      { diffusers_lora_file: { url: '' }, config_file: config },
    ])('should be refused an answer without its files: %j', (answer) => {
      expect(() => TRAINERS[id].output(answer)).toThrow(Unusable);
    });
  });
});

describe('the presets of a training', () => {
  it('should name trainers that exist, and honest times', () => {
    for (const preset of TRAINING_PRESETS) {
      const { trainer, steps, minutes } = PRESETS[preset];
      expect(TRAINERS[trainer]).toBeDefined();
      expect(steps).toBeGreaterThan(0);
      expect(minutes.from).toBeLessThan(minutes.to);
    }
  });
});
