import { randomInt, randomUUID } from 'node:crypto';
import { Test } from '@nestjs/testing';
import { Ledger, type User, Users } from '@aisha/accounts';
import { Database } from '@aisha/database';
import { DeliveryModule, Outbox } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase, testBucket, testRedisUrl } from '@aisha/testing';
import { ExportPacking } from './exporting/export-packing';
import { ExportVolumes } from './exporting/export-volumes';
import { Exports } from './exporting/exports';
import { startFalServer } from './fal-server.fixture';
import { Belongings } from './forgetting/belongings';
import { DeletionLog } from './forgetting/deletion-log';
import { ForgettingClosing } from './forgetting/forgetting-closing';
import { ForgettingSaga } from './forgetting/forgetting.saga';
import { Forgettings } from './forgetting/forgettings';
import { PrivacySweepsModule } from './privacy-sweeps.module';
import { PrivacyWorkModule } from './privacy-work.module';

export const BOT = 4242;

/** The real modules on real Postgres, Redis and S3, with a stand-in for FAL. */
export async function openWorld() {
  const [database, redisUrl, bucket, fal] = await Promise.all([
    createTestDatabase(),
    testRedisUrl(),
    testBucket(),
    startFalServer(),
  ]);
  const config = {
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl,
    FAL_KEY: 'id:secret',
    FAL_QUEUE_URL: fal.url,
    FAL_REST_URL: fal.url,
    ...bucket.settings,
  };
  const start = async (sweeps: typeof PrivacySweepsModule | typeof PrivacyWorkModule) => {
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot(config),
        HealthModule.forRole('privacy-spec'),
        DeliveryModule.forRoot(),
        sweeps,
      ],
    }).compile();
    module.useLogger(false);
    await module.init();
    return module;
  };
  const module = await start(PrivacyWorkModule);
  return {
    belongings: module.get(Belongings, { strict: false }),
    closing: module.get(ForgettingClosing),
    database: module.get(Database),
    exports: module.get(Exports, { strict: false }),
    exportVolumes: module.get(ExportVolumes, { strict: false }),
    forgettings: module.get(Forgettings, { strict: false }),
    ledger: module.get(Ledger, { strict: false }),
    log: module.get(DeletionLog),
    outbox: module.get(Outbox, { strict: false }),
    packing: module.get(ExportPacking),
    saga: module.get(ForgettingSaga),
    storage: module.get(Storage, { strict: false }),
    users: module.get(Users, { strict: false }),
    databaseUrl: database.url,
    fal,
    /** The sweeps on the same servers; their first round is at once. */
    startSweeps: () => start(PrivacySweepsModule),
    close: async () => {
      await module.close();
      await Promise.all([fal.close(), database.close(), bucket.close()]);
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

/** Ids and words that are nowhere else, to look for afterwards. */
export interface Somebody {
  user: User;
  chat: { botId: number; chatId: number };
  /** All that leads to them. */
  traces: string[];
  imageId: string;
  trainingId: string;
  /** At FAL. */
  requests: { training: string; image: string };
}

/** Somebody with something in every table. `name` is what their words and files are called by. */
export async function withEverything(world: World, name: string): Promise<Somebody> {
  const { database } = world;
  const telegramId = 700_000_000_000 + randomInt(1e9);
  const user = await world.users.register({
    telegramId,
    firstName: `${name}-first`,
    username: `${name}-user`,
    languageCode: 'en',
  });
  const chat = { botId: BOT, chatId: telegramId };
  const requests = { training: randomUUID(), image: randomUUID() };
  await world.ledger.grant(user.id, 500, `welcome-${user.id}`);
  const hold = await world.ledger.reserve(user.id, 150, `training-${randomUUID()}`, 'training');
  const spent = await world.ledger.reserve(user.id, 10, `order-${randomUUID()}`, 'picture');
  if (hold.outcome !== 'reserved' || spent.outcome !== 'reserved') throw new Error('too poor');
  await world.ledger.capture(spent.holdId);
  const insert = async (sql: string, values: unknown[] = []): Promise<string> => {
    const [row] = await database.query<{ id: string }>(`${sql} returning *`, values);
    return row!.id;
  };
  const key = (folder: string, file: string) => `${folder}/${user.id}/${file}`;
  const objects = {
    photo: key('avatars', 'a/photos/1.jpg'),
    preview: key('avatars', 'a/preview.jpg'),
    weights: key('avatars', 'a/weights.safetensors'),
    image: key('images', '1.jpg'),
    thumb: key('images', '1-thumb.jpg'),
    recording: key('incoming/transcript', 'r'),
    archive: key('archives', '1-1-1.zip'),
    export: key('exports', '1-1-1.zip'),
    unknown: key('images', 'nobody-knows.jpg'),
  };
  for (const [what, objectKey] of Object.entries(objects)) {
    await world.storage.put(objectKey, Buffer.from(`${name}-object-${what}`), {
      contentType: 'x/y',
    });
  }
  const avatarId = await insert(
    `insert into avatars (owner_id, name, gender, status, trigger_phrase, weights_key, preview_key)
     values ($1, $2, 'female', 'training', 'TOK', $3, $4)`,
    [user.id, `${name}-avatar`, objects.weights, objects.preview],
  );
  const photoFile = await insert(
    `insert into incoming_files (owner_id, bot_id, telegram_file_id, purpose, object_key, trace_id, status)
     values ($1, $2, $3, 'avatar-photo', $4, 't', 'removed')`,
    [user.id, BOT, `${name}-photo-file`, key('incoming/avatar-photo', 'p')],
  );
  await insert(
    `insert into avatar_photos (avatar_id, file_id, status, object_key, sha256, face_descriptor)
     values ($1, $2, 'accepted', $3, $4, '{1,2}')`,
    [avatarId, photoFile, objects.photo, `${name}-sha`],
  );
  const trainingId = await insert(
    `insert into trainings (avatar_id, bot_id, chat_id, status, attempt, endpoint, request_id, hold_id,
       trace_id, submitted_at) values ($1, $2, $3, 'submitted', 1, 'fal-ai/trainer', $4, $5, 't', now())`,
    [avatarId, BOT, telegramId, requests.training, hold.holdId],
  );
  const orderId = await insert(
    `insert into picture_orders (id, owner_id, bot_id, chat_id, avatar_id, prompt, aspect_ratio, count,
       quality) values (gen_random_uuid(), $1, $2, $3, $4, $5, '1:1', 1, 'fast')`,
    [user.id, BOT, telegramId, avatarId, `${name}-prompt`],
  );
  const imageId = await insert(
    `insert into images (owner_id, avatar_id, order_id, prompt, aspect_ratio, object_key, thumb_key, status,
       attempt, endpoint, request_id, bot_id, chat_id, hold_id, trace_id, settled_at)
     values ($1, $2, $3, $4, '1:1', $5, $6, 'succeeded', 1, 'fal-ai/flux', $7, $8, $9, $10, 't', now())`,
    [user.id, avatarId, orderId, `${name}-prompt`, objects.image, objects.thumb].concat([
      requests.image,
      String(BOT),
      String(telegramId),
      spent.holdId,
    ]),
  );
  await insert(
    `insert into provider_callbacks (request_id, subject, subject_id, attempt) values ($1, 'image', $2, 1)`,
    [requests.image, imageId],
  );
  await insert(
    `insert into prompts (owner_id, bot_id, chat_id, task, words, language, text, trace_id)
     values ($1, $2, $3, 'enhance', $4, 'en', $5, 't')`,
    [user.id, BOT, telegramId, `${name}-words`, `${name}-enhanced`],
  );
  await insert(`insert into picture_settings (owner_id) values ($1)`, [user.id]);
  await insert(`insert into style_favorites (owner_id, style_id) values ($1, 'noir')`, [user.id]);
  const recording = await insert(
    `insert into incoming_files (owner_id, bot_id, telegram_file_id, purpose, object_key, file_name,
       mime_type, size, trace_id, status)
     values ($1, $2, $3, 'transcript', $4, $5, 'audio/ogg', 10, 't', 'stored')`,
    [user.id, BOT, `${name}-voice-file`, objects.recording, `${name}.ogg`],
  );
  const transcriptId = await insert(
    `insert into transcripts (owner_id, bot_id, chat_id, file_id, source, status, text, trace_id)
     values ($1, $2, $3, $4, 'voice', 'ready', $5, 't')`,
    [user.id, BOT, telegramId, recording, `${name}-transcript`],
  );
  await insert(
    `insert into answers (owner_id, bot_id, chat_id, question, text, status, transcript_id, trace_id)
     values ($1, $2, $3, $4, $5, 'ready', $6, 't')`,
    [user.id, BOT, telegramId, `${name}-question`, `${name}-answer`, transcriptId],
  );
  await insert(
    `insert into archives (owner_id, bot_id, chat_id, filter, status, volumes, trace_id)
     values ($1, $2, $3, $4, 'ready', $5, 't')`,
    [user.id, BOT, telegramId, JSON.stringify({ words: `${name}-filter` }), [objects.archive]],
  );
  await insert(
    `insert into exports (owner_id, bot_id, chat_id, status, volumes, trace_id, created_at)
     values ($1, $2, $3, 'ready', $4, 't', now() - interval '2 days')`,
    [user.id, BOT, telegramId, [objects.export]],
  );
  await insert(`insert into sessions (bot_id, chat_id, state) values ($1, $2, $3)`, [
    ...[BOT, telegramId, JSON.stringify({ screen: 'avatar-gender', name: `${name}-typed` })],
  ]);
  await insert(
    `insert into inbox_updates (bot_id, update_id, chat_id, payload, status, trace_id)
     values ($1, $2, $3, $4, 'done', 't')`,
    [
      BOT,
      randomInt(1e9),
      telegramId,
      `{"message":{"from":{"id":${telegramId},"n":"${name}-raw"}}}`,
    ],
  );
  await insert(
    `insert into inbox_updates (bot_id, update_id, chat_id, payload, status, trace_id)
     values ($1, $2, -77, $3, 'done', 't')`,
    [BOT, randomInt(1e9), `{"message":{"from":{"id":${telegramId},"n":"${name}-group"}}}`],
  );
  await world.database.transaction(() =>
    world.outbox.add(chat, { kind: 'welcome' }, { key: `reply-${name}` }),
  );
  await insert(
    `insert into sent_files (bot_id, object_key, telegram_file_id) values ($1, $2, $3)`,
    [BOT, key('sheets', 'digest.jpg'), `${name}-sheet-file`],
  );
  await insert(
    `insert into object_removals (object_key, not_before) values ($1, now() + interval '1 day')`,
    [objects.archive],
  );
  return {
    user,
    chat,
    traces: [String(telegramId), name],
    imageId,
    trainingId,
    requests,
  };
}

/** Where in the whole database any of these stands: every column of every table, read as text. */
export async function foundInRows({ database }: World, traces: string[]): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(
      `select to_jsonb(t)::text as row from "${name}" t
       where to_jsonb(t)::text like any($1) limit 3`,
      [traces.map((trace) => `%${trace}%`)],
    );
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

/** Objects of which the key or the bytes hold any of these. */
export async function foundInObjects({ storage }: World, traces: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const keys of storage.list('')) {
    for (const key of keys) {
      const bytes = await storage.getBytes(key);
      if (traces.some((trace) => key.includes(trace) || bytes.includes(trace))) found.push(key);
    }
  }
  return found;
}
