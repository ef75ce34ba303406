import sharp from 'sharp';
import { contactSheet } from './contact-sheet';
import { drawnNumber } from './digit-paths';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#00ff00' } })
    .jpeg()
    .toBuffer();
const sizeOf = async (bytes: Buffer) => {
  const { width, height, format } = await sharp(bytes).metadata();
  return [width, height, format];
};

describe('a contact sheet', () => {
  it.each([
    [1, 320, 320],
    [3, 972, 320],
    [4, 972, 646],
    [9, 972, 972],
  ])('should have a grid for %d pictures', async (count, width, height) => {
    const bytes = await picture(100, 200);
    const tiles = Array.from({ length: count }, (_, index) => ({ number: index + 1, bytes }));
    expect(await sizeOf(await contactSheet(tiles))).toEqual([width, height, 'jpeg']);
  });

  it('should show pictures whole, with their numbers upon them', async () => {
    const sheet = await contactSheet([{ number: 8, bytes: await picture(736, 1312) }]);
    const { data, info } = await sharp(sheet).raw().toBuffer({ resolveWithObject: true });
    const greenAt = (x: number, y: number) => data[(y * info.width + x) * info.channels + 1]!;
    expect(greenAt(160, 310)).toBeGreaterThan(200);
    expect(greenAt(20, 160)).toBeLessThan(60); // beside a tall picture
    const badge = await sharp(sheet).extract({ left: 0, top: 0, width: 60, height: 60 }).stats();
    expect(badge.channels[0]!.max).toBeGreaterThan(200); // white strokes: there is no red elsewhere
  });

  it('should leave the place empty of what is missing or no picture', async () => {
    const tiles = [{ number: 1 }, { number: 2, bytes: Buffer.from('<html>') }];
    expect(await sizeOf(await contactSheet(tiles))).toEqual([646, 320, 'jpeg']);
  });

  it('should draw each number differently, a longer one wider', () => {
    const paths = Array.from({ length: 10 }, (_, digit) => drawnNumber(digit).path);
    expect(new Set(paths).size).toBe(10);
    expect(drawnNumber(12).width).toBe(2 * drawnNumber(1).width + 4);
    expect(drawnNumber(11).path).toBe('M1 2L3 0V10M1 10H5M11 2L13 0V10M11 10H15');
  });
});
