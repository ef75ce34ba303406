import { ASPECT_RATIOS } from '@aisha/contracts';
import type { Avatar } from '@aisha/database';
import { loadSharp } from '../load-sharp';
import { Unusable } from '../work/work-failures';
import { PICTURE_SIZES, pictureInput, pictureWords } from './picture-input';
import { jpegOf, pictureOf } from './picture-output';

const avatar = { triggerPhrase: 'TOK_1234abcd', gender: 'female' } as Avatar;

describe('what FAL is asked for', () => {
  it.each(ASPECT_RATIOS)(
    'should have the real shape of %s, in steps that the model takes',
    (ratio) => {
      const { width, height } = PICTURE_SIZES[ratio];
      const [across, down] = ratio.split(':').map(Number);
      expect(width / height).toBeCloseTo(across! / down!, 2);
      expect([width % 32, height % 32]).toEqual([0, 0]);
    },
  );

  it('should name the person by the phrase that the avatar was trained with', () => {
    expect(pictureWords(avatar, 'on the moon')).toBe('TOK_1234abcd, a woman, on the moon');
    expect(pictureWords({ ...avatar, gender: 'male' }, 'x')).toBe('TOK_1234abcd, a man, x');
  });

  it('should use the weights of the avatar and keep the safety checker on', () => {
    const wish = { prompt: 'on the moon', aspectRatio: '3:4' as const };
    expect(pictureInput(avatar, wish, 'https://fal.media/w')).toMatchObject({
      loras: [{ path: 'https://fal.media/w', scale: 1 }],
      image_size: { width: 864, height: 1152 },
      num_images: 1,
      enable_safety_checker: true,
      output_format: 'jpeg',
    });
  });
});

describe("FAL's answer", () => {
  const images = [{ url: 'https://fal.media/a.jpg', width: 1, height: 1 }];

  it('should lead to the picture', () => {
    const answer = { images, has_nsfw_concepts: [false], seed: 1 };
    expect(pictureOf(answer)).toEqual({ url: 'https://fal.media/a.jpg' });
    expect(pictureOf({ images })).toEqual({ url: 'https://fal.media/a.jpg' });
  });

  it('should be known for a blackened picture', () => {
    expect(pictureOf({ images, has_nsfw_concepts: [true] })).toEqual({ forbidden: true });
  });

  it.each([null, {}, { images: [] }, { images: [{ url: 'nowhere' }] }])(
    'should be refused without a picture: %j',
    (answer) => expect(() => pictureOf(answer)).toThrow(Unusable),
  );

  it('should be refused when its bytes are no picture', async () => {
    await expect(jpegOf(Buffer.from('<html>'))).rejects.toThrow(Unusable);
  });

  it('should be turned into a JPEG whatever it is', async () => {
    const sharp = await loadSharp();
    const blank = { width: 64, height: 32, channels: 4, background: 'red' } as const;
    const png = await sharp({ create: blank }).png().toBuffer();
    const { format, width } = await sharp(await jpegOf(png)).metadata();
    expect([format, width]).toEqual(['jpeg', 64]);
  });
});
