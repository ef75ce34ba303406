import { type GalleryFilter, type GalleryView, MAX_MARKED } from '@aisha/contracts';
import type { Action } from '../action';
import { converse } from '../converse';
import { markedDigest } from '../marked-digest';
import { IDLE, readSession, type Session } from '../session';

const avatarId = '3f0d8a4e-6a55-4c3f-9d5e-0d3b6f1f9a11';
const ids = Array.from(
  { length: MAX_MARKED + 1 },
  (_, index) => `3f0d8a4e-6a55-4c3f-9d5e-${String(index).padStart(12, '0')}`,
);
const [one, two] = ids as [string, string];

const looking = (gallery: GalleryView): Session => ({ screen: 'idle', gallery });
const press = (session: Session, ...actions: Action[]) =>
  actions.reduce((turn, action) => converse(turn.session, { kind: 'press', action }), {
    session,
    intents: [],
  } as ReturnType<typeof converse>);

describe('the gallery in the dialogue', () => {
  it('should open with its first page, for a session of an older version too', () => {
    const older = readSession({ screen: 'idle' });
    const { session, intents } = converse(older, { kind: 'command', name: 'gallery' });
    expect(intents).toEqual([{ do: 'show-gallery', view: { filter: {}, page: 0 } }]);
    expect(session).toEqual({ screen: 'idle', gallery: { filter: {}, page: 0 } });
  });

  it('should gather filters, turn pages within them and take them back one by one', () => {
    const { session } = press(
      IDLE,
      { do: 'gallery-of-avatar', avatarId },
      { do: 'gallery-of-favourites', on: 'yes' },
      { do: 'gallery-of-days', days: '7' },
      { do: 'gallery-of-style', styleId: 'film-noir' },
      { do: 'gallery-page', page: 2 },
    );
    const filter: GalleryFilter = { avatarId, favourite: true, days: 7, styleId: 'film-noir' };
    expect(session.gallery).toEqual({ filter, page: 2 });
    expect(press(session, { do: 'gallery-of-any', what: 'avatar' }).intents).toEqual([
      { do: 'show-filters', filter: { ...filter, avatarId: undefined } },
    ]);
    const rest = press(
      session,
      { do: 'gallery-of-favourites', on: 'no' },
      { do: 'gallery-of-days', days: 'all' },
      { do: 'gallery-of-any', what: 'style' },
      { do: 'gallery-of-any', what: 'avatar' },
    );
    expect(rest.session.gallery).toEqual({ filter: {}, page: 0 });
    const reset = press(session, { do: 'gallery-of-any', what: 'all' });
    expect(reset.session.gallery).toEqual({ filter: {}, page: 0 });
  });

  it('should find words within the filter, and forget them', () => {
    const asked = press(looking({ filter: { days: 30 }, page: 3 }), { do: 'gallery-search' });
    expect(asked.intents).toEqual([{ do: 'say', notice: { kind: 'gallery-search-request' } }]);
    const found = converse(asked.session, { kind: 'text', text: ' red \n moon ' });
    const view = { filter: { days: 30 as const, words: 'red moon' }, page: 0 };
    expect(found).toEqual({ session: looking(view), intents: [{ do: 'show-gallery', view }] });
    const { session } = press(found.session, { do: 'gallery-of-any', what: 'words' });
    expect(session.gallery).toEqual({ filter: { days: 30 }, page: 0 });
  });

  it.each(['x', 'x'.repeat(61)])('should ask again when the words are %p', (text) => {
    const { session } = press(IDLE, { do: 'gallery-search' });
    expect(converse(session, { kind: 'text', text })).toEqual({
      session,
      intents: [{ do: 'say', notice: { kind: 'gallery-search-invalid' } }],
    });
  });

  it('should keep the filter while other things are done', () => {
    const before = looking({ filter: { favourite: true }, page: 4 });
    const { session } = converse(before, { kind: 'text', text: 'hello' });
    expect(session).toEqual(before);
    const { intents } = converse(session, { kind: 'command', name: 'gallery' });
    expect(intents).toMatchObject([{ view: { filter: { favourite: true }, page: 0 } }]);
  });

  it('should forget a filter that it does not understand, and nothing else', () => {
    expect(readSession({ screen: 'avatar-name', gallery: { filter: { days: 5 } } })).toEqual({
      screen: 'avatar-name',
      kind: 'trained',
    });
  });

  it('should mark pictures, each press meaning the same however often it comes', () => {
    const { session } = press(
      IDLE,
      { do: 'gallery-select', on: 'yes' },
      { do: 'gallery-mark', imageId: one, on: 'yes' },
      { do: 'gallery-mark', imageId: one, on: 'yes' },
      { do: 'gallery-page', page: 1 },
      { do: 'gallery-mark', imageId: two, on: 'yes' },
    );
    expect(session.gallery?.marked).toEqual([one, two]);
    const unmarked = press(session, { do: 'gallery-mark', imageId: one, on: 'no' });
    expect(unmarked.session.gallery?.marked).toEqual([two]);
    expect(press(session, { do: 'gallery-select', on: 'no' }).session.gallery).toEqual({
      filter: {},
      page: 1,
    });
  });

  it('should mark no more than a session can hold', () => {
    const { session } = press(
      IDLE,
      { do: 'gallery-select', on: 'yes' },
      ...ids.map((imageId): Action => ({ do: 'gallery-mark', imageId, on: 'yes' })),
    );
    expect(session.gallery?.marked).toHaveLength(MAX_MARKED);
    expect(readSession(JSON.parse(JSON.stringify(session)))).toEqual(session);
  });

  it('should delete what is marked once, and only what the question was about', () => {
    const choosing = looking({ filter: {}, page: 0, marked: [one] });
    const asked = press(choosing, { do: 'ask-delete-marked' });
    expect(asked.intents).toEqual([{ do: 'ask-delete-marked', view: choosing.gallery }]);
    const yes: Action = { do: 'delete-marked', of: markedDigest([one]) };
    const deleted = press(asked.session, yes);
    expect(deleted.intents).toEqual([
      { do: 'delete-marked', imageIds: [one], view: { filter: {}, page: 0 } },
    ]);
    expect(press(deleted.session, yes).intents).toEqual([{ do: 'say-stale' }]);
    const more = press(asked.session, { do: 'gallery-mark', imageId: two, on: 'yes' }, yes);
    expect(more.intents).toEqual([{ do: 'say-stale' }]);
  });

  it('should ask nothing when nothing is marked', () => {
    const choosing = looking({ filter: {}, page: 0, marked: [] });
    expect(press(choosing, { do: 'ask-delete-marked' }).intents).toMatchObject([
      { do: 'show-gallery' },
    ]);
    const none: Action = { do: 'delete-marked', of: markedDigest([]) };
    expect(press(choosing, none).intents).toEqual([{ do: 'say-stale' }]);
  });

  it('should stay where it is for a picture whose card does something', () => {
    const session: Session = { screen: 'avatar-photos' };
    expect(press(session, { do: 'gallery-favourite', imageId: one, on: 'no' })).toEqual({
      session,
      intents: [{ do: 'set-favourite', imageId: one, on: false, filter: {} }],
    });
    expect(press(session, { do: 'gallery-file', imageId: one }).session).toEqual(session);
  });
});
