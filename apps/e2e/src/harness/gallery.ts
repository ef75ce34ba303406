import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Person } from './person';
import type { Stack } from './stack';

export interface KeptPicture {
  id: string;
  key: string;
  prompt: string;
  bytes: Buffer;
}

/** Pictures as if they had been drawn, straight into the rows and the storage; the newest first. */
export async function withPictures(
  stack: Stack,
  person: Person,
  prompts: string[],
): Promise<KeptPicture[]> {
  const [owner] = await stack.rows<{ id: string }>('select id from users where telegram_id = $1', [
    person.id,
  ]);
  const ownerId = owner!.id;
  const [avatar] = await stack.rows<{ id: string }>(
    `insert into avatars (owner_id, name, gender, status, trigger_phrase)
     values ($1, 'Anna', 'female', 'ready', 'TOK_1') returning id`,
    [ownerId],
  );
  const [hold] = await stack.rows<{ id: string }>(
    `insert into holds (user_id, key, amount, status) values ($1, $2, 1, 'captured') returning id`,
    [ownerId, `gallery-${ownerId}-${randomUUID()}`],
  );
  const pictures = await Promise.all(prompts.map((prompt, at) => picture(ownerId, prompt, at)));
  for (const [at, { id, key, prompt, bytes }] of pictures.entries()) {
    await stack.bucket.putObject(key, bytes);
    await stack.rows(
      `insert into images (id, owner_id, avatar_id, prompt, aspect_ratio, object_key, status, bot_id,
         chat_id, hold_id, trace_id, settled_at, created_at)
       values ($1, $2, $3, $4, '1:1', $5, 'succeeded', $6, $7, $8, 't', now(), now() - $9 * interval '1 minute')`,
      [id, ownerId, avatar!.id, prompt, key, stack.botId, person.id, hold!.id, at],
    );
  }
  return pictures;
}

async function picture(ownerId: string, prompt: string, at: number): Promise<KeptPicture> {
  const id = randomUUID();
  const background = { r: (at * 37) % 256, g: (at * 91) % 256, b: 128 };
  const bytes = await sharp({ create: { width: 96, height: 96, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return { id, key: `images/${ownerId}/${id}.jpg`, prompt, bytes };
}
