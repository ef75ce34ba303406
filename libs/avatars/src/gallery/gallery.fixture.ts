import { randomUUID } from 'node:crypto';
import type { Someone, World } from '../avatars-world.fixture';

export interface Kept {
  prompt?: string;
  avatarId?: string;
  favourite?: boolean;
  styleId?: string;
  daysAgo?: number;
  thumb?: boolean;
}

/** A finished avatar of this person. */
export async function readyAvatar(world: World, { id }: Someone, name = 'Asel'): Promise<string> {
  const [row] = await world.database.query<{ id: string }>(
    `insert into avatars (owner_id, name, gender, status, trigger_phrase)
     values ($1, $2, 'female', 'ready', 'TOK_1') returning id`,
    [id, name],
  );
  return row!.id;
}

const holds = new Map<string, string>();
/** One hold for all pictures of a person: here nobody asks after their price. */
async function holdOf(world: World, { id }: Someone): Promise<string> {
  const known = holds.get(id);
  if (known) return known;
  await world.ledger.grant(id, 1, `gallery-${id}`);
  const hold = await world.ledger.reserve(id, 1, `gallery-${id}`);
  if (hold.outcome !== 'reserved') throw new Error(hold.outcome);
  holds.set(id, hold.holdId);
  return hold.holdId;
}

/** A picture in their gallery, without an object. @returns its id */
export async function keep(
  world: World,
  someone: Someone,
  { prompt = 'on the moon', avatarId, favourite = false, styleId, daysAgo = 0, thumb }: Kept,
): Promise<string> {
  const id = randomUUID();
  const key = `images/${someone.id}/${id}`;
  await world.database.query(
    `insert into images (id, owner_id, avatar_id, prompt, aspect_ratio, object_key, thumb_key, favourite,
       style_id, status, bot_id, chat_id, hold_id, trace_id, settled_at, created_at)
     values ($1, $2, $3, $4, '1:1', $5, $6, $7, $8, 'succeeded', $9, $10, $11, 't', now(),
       clock_timestamp() - make_interval(secs => $12 * 86400))`,
    [
      id,
      someone.id,
      avatarId ?? (await readyAvatar(world, someone)),
      prompt,
      `${key}.jpg`,
      thumb ? `${key}-thumb.jpg` : null,
      favourite,
      styleId ?? null,
      someone.chat.botId,
      someone.chat.chatId,
      await holdOf(world, someone),
      daysAgo,
    ],
  );
  return id;
}
