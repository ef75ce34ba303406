import type { Avatar } from '@aisha/database';
import { loadSharp } from '../load-sharp';
import { Unusable, UnusablePhoto } from '../work/work-failures';
import { findStyle } from '../styles/style-catalogue';
import { modelById, modelIdOf } from './model-of';
import { wordsNeeded } from './orders/words-needed';
import { isBlack, jpegOf, sourceOf, thumbOf } from './picture-file';
import { pictureWords, unwantedWords } from './picture-words';

const avatar = {
  kind: 'trained',
  family: 'flux-1',
  triggerPhrase: 'TOK_1234abcd',
  gender: 'female',
} as Avatar;

describe('the words of a picture', () => {
  it('should name the person by the phrase that the avatar was trained with', () => {
    expect(pictureWords(avatar, 'on the moon')).toBe('TOK_1234abcd, a woman, on the moon');
    expect(pictureWords({ ...avatar, gender: 'male' }, 'x')).toBe('TOK_1234abcd, a man, x');
  });

  it('should go into the style, as they are', () => {
    const noir = findStyle('noir')!;
    const words = pictureWords(avatar, 'with $& and {prompt}', noir);
    expect(words).toContain('still of TOK_1234abcd, a woman, with $& and {prompt}, rainy night');
    expect(pictureWords(avatar, '', noir)).toContain('still of TOK_1234abcd, a woman, rainy night');
  });

  it('should not name a phrase that nobody learnt', () => {
    const instant: Avatar = { ...avatar, kind: 'instant' };
    expect(pictureWords(instant, 'on the moon')).toBe('a woman, on the moon');
    expect(modelIdOf(instant)).toBe('flux-pulid');
  });

  it('should say what is not wanted, by the person and by the style', () => {
    const noir = findStyle('noir');
    expect(unwantedWords('hats', noir)).toBe('hats, bright colours');
    expect(unwantedWords(null, noir)).toBe('bright colours');
    expect(unwantedWords(null)).toBeUndefined();
  });

  it('should be for the model of the weights', () => {
    expect(modelIdOf(avatar)).toBe('flux-lora');
    expect(modelIdOf({ ...avatar, family: 'flux-2' })).toBe('flux-2-lora');
    expect(modelById('flux-pulid').needs).toBe('reference');
    expect(modelById('gone')).toBe(modelById(null));
  });

  it.each([
    ['на Луне', false, 'translate'],
    ['on the moon', false, undefined],
    ['on the moon', true, 'enhance'],
    ['на Луне', true, 'enhance'],
    ['', true, undefined],
  ] as const)('should be written anew where it helps: %p, asked: %p', (prompt, enhance, task) => {
    expect(wordsNeeded({ prompt, enhance })?.task).toBe(task);
  });
});

describe("a picture's file", () => {
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

  const plain = async (background: string, width = 64, height = 32) => {
    const sharp = await loadSharp();
    return sharp({ create: { width, height, channels: 3, background } })
      .jpeg()
      .toBuffer();
  };

  it('should be known for black when there is nothing to see', async () => {
    expect(await isBlack(await plain('#000000'))).toBe(true);
    expect(await isBlack(await plain('#101010'))).toBe(false);
  });

  it('should have a small copy, and never one that is larger', async () => {
    const sharp = await loadSharp();
    const sizeOf = async (bytes: Buffer) => {
      const { width, height } = await sharp(await thumbOf(bytes)).metadata();
      return [width, height];
    };
    expect(await sizeOf(await plain('red', 1_000, 500))).toEqual([320, 160]);
    expect(await sizeOf(await plain('red', 64, 32))).toEqual([64, 32]);
  });

  it('should start from a photo that is upright, small and says nothing of its place', async () => {
    const sharp = await loadSharp();
    const turned = await sharp(await plain('red', 4_000, 2_000))
      .withExif({ IFD3: { GPSLatitude: '1/1 2/1 3/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { width, height, exif } = await sharp(await sourceOf(turned)).metadata();
    expect([width, height, exif]).toEqual([768, 1_536, undefined]);
    await expect(sourceOf(Buffer.from('<html>'))).rejects.toThrow(UnusablePhoto);
  });
});
