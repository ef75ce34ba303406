import type { Holding } from './holding';

/** Of their avatars, deleted ones too: pictures and orders are found by them, which an index answers. */
const OF_THEIR_AVATARS = 't.avatar_id in (select a.id from avatars a where a.owner_id = $1)';
const named = (folder: string, at = 't.created_at') =>
  `'${folder}/' || to_char(${at}, 'YYYY-MM-DD') || '-' || left(t.id::text, 8)`;
const AVATAR = '(select a.name from avatars a where a.id = t.avatar_id)';

/** Photos, avatars and pictures; children before parents. */
export const PICTURES: Holding[] = [
  {
    table: 'provider_callbacks',
    belongs: `t.request_id in (
      select i.request_id from images i join avatars a on a.id = i.avatar_id where a.owner_id = $1
      union select r.request_id from trainings r join avatars a on a.id = r.avatar_id
        where a.owner_id = $1)`,
    fate: 'delete',
  },
  {
    table: 'images',
    belongs: OF_THEIR_AVATARS,
    fate: 'delete',
    counted: 'pictures',
    objects: ['object_key', 'thumb_key', 'source_key'],
    exported: {
      file: 'pictures',
      columns: {
        when: 't.created_at',
        avatar: AVATAR,
        description: 't.prompt',
        'description as it was drawn': 't.final_prompt',
        without: 't.negative_prompt',
        style: 't.style_id',
        quality: 't.quality',
        shape: 't.aspect_ratio',
        seed: 't.seed',
        favourite: 't.favourite',
      },
      where: `t.status = 'succeeded' and t.deleted_at is null`,
      order: 't.created_at desc, t.id',
      files: [{ key: 't.object_key', name: `${named('pictures')} || '.jpg'` }],
    },
  },
  {
    table: 'picture_orders',
    belongs: OF_THEIR_AVATARS,
    fate: 'delete',
    exported: {
      file: 'orders',
      columns: {
        when: 't.created_at',
        avatar: AVATAR,
        description: 't.prompt',
        without: 't.negative_prompt',
        style: 't.style_id',
        quality: 't.quality',
        shape: 't.aspect_ratio',
        pictures: 't.count',
      },
      order: 't.created_at desc, t.id',
    },
  },
  {
    table: 'prompts',
    belongs: 't.owner_id = $1',
    fate: 'delete',
    exported: {
      file: 'descriptions',
      columns: { when: 't.created_at', words: 't.words', 'what was written': 't.text' },
      order: 't.created_at desc, t.id',
    },
  },
  { table: 'trainings', belongs: OF_THEIR_AVATARS, fate: 'delete' },
  {
    table: 'avatar_photos',
    belongs: OF_THEIR_AVATARS,
    fate: 'delete',
    counted: 'photos',
    objects: ['object_key'],
    exported: {
      file: 'photos',
      columns: {
        when: 't.created_at',
        avatar: AVATAR,
        verdict: 't.status',
        doubts: 't.doubts',
        width: 't.width',
        height: 't.height',
      },
      order: 't.created_at desc, t.id',
      files: [{ key: 't.object_key', name: `${named('photos')} || '.jpg'` }],
    },
  },
  {
    table: 'avatars',
    belongs: 't.owner_id = $1',
    fate: 'delete',
    counted: 'avatars',
    objects: ['weights_key', 'config_key', 'preview_key', 'reference_key'],
    exported: {
      file: 'avatars',
      columns: {
        name: 't.name',
        gender: 't.gender',
        kind: 't.kind',
        state: 't.status',
        'made at': 't.created_at',
        'ready at': 't.ready_at',
      },
      where: 't.deleted_at is null',
      order: 't.created_at, t.id',
      files: [
        { key: 't.preview_key', name: `${named('avatars')} || '.jpg'` },
        { key: 't.reference_key', name: `${named('avatars')} || '-photo.jpg'` },
      ],
    },
  },
  {
    table: 'picture_settings',
    belongs: 't.owner_id = $1',
    fate: 'delete',
    exported: {
      file: 'picture-settings',
      columns: { shape: 't.aspect_ratio', pictures: 't.count', quality: 't.quality' },
      order: 't.owner_id',
    },
  },
  {
    table: 'style_favorites',
    belongs: 't.owner_id = $1',
    fate: 'delete',
    exported: {
      file: 'favourite-styles',
      columns: { style: 't.style_id', since: 't.created_at' },
      order: 't.created_at',
    },
  },
  { table: 'archives', belongs: 't.owner_id = $1', fate: 'delete', objects: ['volumes'] },
  { table: 'exports', belongs: 't.owner_id = $1', fate: 'delete', objects: ['volumes'] },
];
