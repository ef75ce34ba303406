import { randomBytes, randomInt } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Installation } from './installation';

const BOT_ID = 7_000_000_001;
const PEOPLE = 5_000;
/** Each 350 kB: between a voice note and a photo. */
const OBJECT_BYTES = 350_000;
const AT_ONCE = 8;

/** Rows as a bot has them after some months: what people said, what was heard, what was answered. */
export async function fillRows(installation: Installation, transcripts: number): Promise<void> {
  await installation.rows(`create temp table said (id serial primary key, sentence text)`);
  await installation.rows('insert into said (sentence) select unnest($1::text[])', [sentences()]);
  await installation.rows(`
    insert into users (telegram_id, first_name, language)
    select 900000000 + n, 'Person ' || n, 'en' from generate_series(1, ${PEOPLE}) n`);
  await installation.rows(`create temp table owner as
    select row_number() over () - 1 as place, id, telegram_id from users where telegram_id > 900000000`);
  await installation.rows(`
    insert into incoming_files (owner_id, bot_id, telegram_file_id, purpose, object_key, size, sha256,
      mime_type, status, trace_id, stored_at)
    select o.id, ${BOT_ID}, md5(n::text), 'transcript', 'recordings/' || o.id || '/' || n || '.ogg', ${OBJECT_BYTES},
      md5(n::text) || md5('x' || n), 'audio/ogg', 'stored', md5('t' || n), now()
    from generate_series(1, ${transcripts}) n join owner o on o.place = n % ${PEOPLE}`);
  await installation.rows(`
    insert into transcripts (owner_id, bot_id, chat_id, file_id, source, status, mode, duration_seconds, price,
      text, language, trace_id, settled_at)
    select f.owner_id, ${BOT_ID}, u.telegram_id, f.id, 'voice', 'ready', 'both', 90, 0, ${text(18, 'f.telegram_file_id')},
      'en', f.trace_id, now()
    from incoming_files f join users u on u.id = f.owner_id where f.purpose = 'transcript' and u.telegram_id > 900000000`);
  await installation.rows(`
    insert into inbox_updates (bot_id, update_id, chat_id, payload, status, trace_id, done_at)
    select ${BOT_ID}, 500000000 + n, o.telegram_id, '{"update_id":' || n || ',"message":{"text":"' || ${text(6, 'n')} ||
      '"}}', 'done', md5('u' || n), now()
    from generate_series(1, ${2 * transcripts}) n join owner o on o.place = n % ${PEOPLE}`);
  await installation.rows(`
    insert into outbound_messages (bot_id, chat_id, seq, key, notice, status, telegram_message_id, trace_id, sent_at)
    select ${BOT_ID}, o.telegram_id, n, 'lived-in-' || n, jsonb_build_object('kind', 'answer-part', 'text', ${text(9, 'n')}),
      'sent', n, md5('o' || n), now()
    from generate_series(1, ${2 * transcripts}) n join owner o on o.place = n % ${PEOPLE}`);
}

/** Objects that no compression makes smaller, as photos and recordings are. */
export async function fillBucket(s3: S3Client, prefix: string, count: number): Promise<void> {
  let next = 0;
  const put = async () => {
    while (next < count) {
      const Key = `${prefix}/${next++}.ogg`;
      const Body = randomBytes(OBJECT_BYTES);
      await s3.send(new PutObjectCommand({ Bucket: 'aisha', Key, Body, ContentType: 'audio/ogg' }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, put));
}

export async function databaseBytes(installation: Installation): Promise<number> {
  const [row] = await installation.rows<{ bytes: string }>(
    'select pg_database_size(current_database()) as bytes',
  );
  return Number(row!.bytes);
}

/** Some sentences one after the other; which ones depends on the row. */
const text = (count: number, of: string): string =>
  `(select string_agg(sentence, ' ') from said where id in (select 1 + abs(hashint4(hashtext((${of})::text) + i)) % ${SENTENCES} from generate_series(1, ${count}) i))`;

const SENTENCES = 20_000;
const WORDS = 8_000;

/** Of words that are as unequally frequent as those of a language. */
function sentences(): string[] {
  const letters = 'etaoinshrdlucmfwypvbgkqjxz';
  const word = () =>
    Array.from({ length: randomInt(2, 11) }, () => letters[randomInt(letters.length)]).join('');
  const words = Array.from({ length: WORDS }, word);
  const pick = () => words[Math.floor(WORDS ** Math.random()) - 1];
  return Array.from({ length: SENTENCES }, () =>
    Array.from({ length: randomInt(6, 20) }, pick).join(' '),
  );
}
