import type { Avatar } from '@aisha/database';
import { loadSharp } from '../load-sharp';
import { Unusable } from '../work/work-failures';
import { jpegOf } from './picture-file';
import { pictureWords } from './picture-words';

const avatar = { triggerPhrase: 'TOK_1234abcd', gender: 'female' } as Avatar;

describe('the words of a picture', () => {
  it('should name the person by the phrase that the avatar was trained with', () => {
    expect(pictureWords(avatar, 'on the moon')).toBe('TOK_1234abcd, a woman, on the moon');
    expect(pictureWords({ ...avatar, gender: 'male' }, 'x')).toBe('TOK_1234abcd, a man, x');
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
});
