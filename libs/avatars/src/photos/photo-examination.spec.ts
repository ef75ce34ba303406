import { photoOf, photosOf, spoiltPhotos } from '@aisha/testing';
import { type KnownFace, strangersAmong } from './faces/same-person';
import { PhotoExamination } from './photo-examination';

/** Models are loaded, and faces are found one after another. */
jest.setTimeout(30_000);

describe('examining a photo', () => {
  const examination = new PhotoExamination();
  const known = async (photos: Buffer[], name: string) => {
    const found: KnownFace[] = [];
    for (const [index, photo] of photos.entries()) {
      const { descriptor } = await examination.examine(photo);
      found.push({ id: `${name}-${index}`, descriptor: descriptor! });
    }
    return found;
  };

  it.each(Array.from({ length: 24 }, (_, index) => index))(
    'should have nothing against good photo %i of one person',
    async (index) => {
      const { doubts, descriptor } = await examination.examine(await photoOf('first', index));
      expect(doubts).toEqual([]);
      expect(descriptor).toHaveLength(128);
    },
  );

  it.each([
    ['a blurred face', spoiltPhotos.blurred, ['blurry']],
    ['a face in the dark', spoiltPhotos.dark, ['too-dark']],
    ['a face in glaring light', spoiltPhotos.bright, ['too-bright']],
    ['two people', spoiltPhotos.twoPeople, ['several-faces']],
    ['no face', spoiltPhotos.nobody, ['no-face']],
    ['a face far away', spoiltPhotos.farAway, ['face-too-small']],
  ])('should doubt %s', async (_what, photo, doubts) => {
    expect((await examination.examine(await photo())).doubts).toEqual(doubts);
  });

  it('should tell another person from the one of most photos, in whatever order they come', async () => {
    const most = await known(await photosOf('first', 6), 'first');
    const others = await known(await photosOf('second', 2), 'second');
    const strangers = new Set(others.map(({ id }) => id));
    expect(strangersAmong(most)).toEqual(new Set());
    expect(strangersAmong([...most, ...others])).toEqual(strangers);
    expect(strangersAmong([...others, ...most])).toEqual(strangers);
    expect(strangersAmong([others[0]!, most[0]!])).toEqual(new Set(['first-0']));
  });
});
