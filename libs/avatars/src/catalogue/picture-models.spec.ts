import { ASPECT_RATIOS } from '@aisha/contracts';
import { Unusable } from '../work/work-failures';
import {
  modelFor,
  PICTURE_MODEL_IDS,
  PICTURE_MODELS,
  type PictureModelId,
  type PictureOrder,
  QUALITIES,
} from './picture-models';
import { PICTURE_SIZES } from './picture-sizes';
import { UPSCALER } from './upscalers';

const order: PictureOrder = {
  prompt: 'TOK on the moon',
  aspectRatio: '3:4',
  quality: 'balanced',
  weightsUrl: 'https://s3/weights',
  referenceUrl: 'https://s3/photo.jpg',
};
/** As it goes over the wire: what is undefined is not sent. */
const sent = (id: PictureModelId, changes: Partial<PictureOrder> = {}) =>
  JSON.parse(JSON.stringify(PICTURE_MODELS[id].input({ ...order, ...changes }))) as Record<
    string,
    unknown
  >;

describe('the sizes of pictures', () => {
  it.each(ASPECT_RATIOS)('should really be %s, in steps that the models take', (ratio) => {
    const { width, height } = PICTURE_SIZES[ratio];
    const [across, down] = ratio.split(':').map(Number);
    expect(width / height).toBeCloseTo(across! / down!, 2);
    expect([width % 32, height % 32]).toEqual([0, 0]);
  });
});

describe('a model of pictures', () => {
  it.each<[PictureModelId, string, Record<string, unknown>]>([
    ['flux-lora', 'fal-ai/flux-lora', { loras: [{ path: order.weightsUrl, scale: 1 }] }],
    ['flux-2-lora', 'fal-ai/flux-2/lora', { loras: [{ path: order.weightsUrl, scale: 1 }] }],
    ['flux-pulid', 'fal-ai/flux-pulid', { reference_image_url: order.referenceUrl }],
    ['instant-character', 'fal-ai/instant-character', { image_url: order.referenceUrl }],
    [
      'nano-banana',
      'fal-ai/nano-banana/edit',
      { image_urls: [order.referenceUrl], aspect_ratio: '3:4' },
    ],
  ])('should be told whose picture to make in its own words: %s', (id, endpoint, fields) => {
    expect(PICTURE_MODELS[id].endpointOf(order)).toBe(endpoint);
    expect(sent(id)).toMatchObject({ ...fields, prompt: order.prompt });
  });

  it('should be told the same as ever by default', () => {
    expect(sent('flux-lora')).toEqual({
      prompt: order.prompt,
      loras: [{ path: order.weightsUrl, scale: 1 }],
      image_size: { width: 864, height: 1152 },
      num_images: 1,
      num_inference_steps: 28,
      guidance_scale: 3.5,
      enable_safety_checker: true,
      output_format: 'jpeg',
    });
  });

  describe.each(PICTURE_MODEL_IDS)('%s', (id) => {
    const model = PICTURE_MODELS[id];

    it('should be told seed and negative prompt where it takes them, and nowhere else', () => {
      const input = sent(id, { seed: 7, negativePrompt: 'hats' });
      expect(input['seed']).toBe(model.takes.seed ? 7 : undefined);
      expect(input['negative_prompt']).toBe(model.takes.negativePrompt ? 'hats' : undefined);
      expect(sent(id)).not.toHaveProperty('negative_prompt');
    });

    it('should start from a picture where it can, and nowhere else', () => {
      const source = { url: 'https://s3/source.jpg', strength: 0.6 };
      const isTold = sent(id, { source })['strength'] === source.strength;
      expect(isTold).toBe(model.takes.source);
      const elsewhere = model.endpointOf({ ...order, source }) !== model.endpointOf(order);
      expect(elsewhere).toBe(model.takes.source);
    });

    it('should ask for the shape that was asked for', () => {
      for (const aspectRatio of ASPECT_RATIOS) {
        const { image_size: size, aspect_ratio: shape } = sent(id, { aspectRatio });
        expect([size ?? shape]).toEqual([size ? PICTURE_SIZES[aspectRatio] : aspectRatio]);
      }
    });

    it('should take more steps the better the picture is to be', () => {
      const steps = QUALITIES.map((quality) => sent(id, { quality })['num_inference_steps']);
      if (steps[0] === undefined) return expect(id).toBe('nano-banana');
      expect(steps).toEqual([...steps].sort((a, b) => Number(a) - Number(b)));
      expect(new Set(steps).size).toBe(QUALITIES.length);
    });

    it('should refuse an order without what it needs', () => {
      const without = { ...order, [model.needs === 'weights' ? 'weightsUrl' : 'referenceUrl']: '' };
      expect(() => model.input(without)).toThrow(Unusable);
    });

    it('should lead to the picture and to its seed where FAL tells it', () => {
      const images = [{ url: 'https://fal.media/a.jpg', width: 1, height: 1 }];
      const answer = { images, has_nsfw_concepts: [false], seed: 11, prompt: 'x', timings: {} };
      expect(model.output(answer)).toEqual({ url: 'https://fal.media/a.jpg', seed: 11 });
      expect(model.output({ images, description: 'a moon' })).toEqual({ url: images[0]!.url });
      expect(model.output({ images, has_nsfw_concepts: [true] })).toEqual({ forbidden: true });
    });

    it.each([null, {}, { images: [] }, { images: [{ url: '' }] }, { images: [{}] }])(
      'should be refused an answer without a picture: %j',
      (answer) => expect(() => model.output(answer)).toThrow(Unusable),
    );
  });

  it('should remake a picture by image to image', () => {
    const source = { url: 'https://s3/source.jpg', strength: 0.6 };
    expect(PICTURE_MODELS['flux-lora'].endpointOf({ ...order, source })).toBe(
      'fal-ai/flux-lora/image-to-image',
    );
    expect(sent('flux-lora', { source })).toMatchObject({
      image_url: source.url,
      strength: 0.6,
      loras: [{ path: order.weightsUrl }],
    });
  });

  it('should be one that reads the weights there are', () => {
    expect(PICTURE_MODELS[modelFor('flux-1')].family).toBe('flux-1');
    expect(PICTURE_MODELS[modelFor('flux-2')].family).toBe('flux-2');
    expect(PICTURE_MODELS[modelFor('instant')].needs).toBe('reference');
  });
});

describe('an upscaler', () => {
  it('should be told what to enlarge and how much', () => {
    expect(UPSCALER.endpoint).toBe('fal-ai/clarity-upscaler');
    expect(UPSCALER.input('https://s3/a.jpg', 2)).toMatchObject({
      image_url: 'https://s3/a.jpg',
      upscale_factor: 2,
    });
  });

  it('should give one picture, not several', () => {
    const image = { url: 'https://fal.media/large.png' };
    expect(UPSCALER.output({ image, seed: 3, timings: {} })).toEqual({ url: image.url, seed: 3 });
    expect(() => UPSCALER.output({ images: [image] })).toThrow(Unusable);
    expect(() => UPSCALER.output({ image: {} })).toThrow(Unusable);
  });
});
