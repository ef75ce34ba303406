import { randomUUID } from 'node:crypto';
import { eventually } from '@aisha/testing';
import { withAvatar } from '../harness/journeys';
import type { OpenOrder } from './crowd';
import { askPostgres, type Scene } from './scene';

/** People are known to the bot once it has handled their first words. */
const KNOWN_MS = 30_000;

/** People with a trained avatar: one is trained as usual, the others get a copy of its row. @returns their orders */
export async function withOrders(
  scene: Scene,
  { people, orders }: { people: number; orders: number },
): Promise<OpenOrder[]> {
  const ids = await withAvatars(scene, people);
  const open = Array.from({ length: orders }, (_, index) => ({
    id: randomUUID(),
    chatId: ids[index % ids.length]!,
    prompt: `scene ${index + 1}.`,
  }));
  if (orders === 0) return [];
  const values = open.map(({ id, chatId, prompt }) => `('${id}'::uuid, ${chatId}, '${prompt}')`);
  await askPostgres(
    scene,
    `insert into picture_orders (id, owner_id, bot_id, chat_id, avatar_id, prompt, aspect_ratio,
       count, quality)
     select o.id, u.id, ${scene.stack.botId}, o.chat_id, a.id, o.prompt, '1:1', 1, 'balanced'
     from (values ${values.join(', ')}) as o (id, chat_id, prompt)
       join users u on u.telegram_id = o.chat_id join avatars a on a.owner_id = u.id`,
  );
  return open;
}

async function withAvatars(scene: Scene, count: number): Promise<number[]> {
  const { crowd, stack } = scene;
  const model = await withAvatar(stack);
  const ids = await crowd.arrive(count);
  await crowd.act(ids.map((chatId) => ({ what: 'command', chatId, text: '/start' })));
  const list = ids.join(',');
  await eventually(
    async () => {
      const sql = `select 1 from users where telegram_id in (${list})`;
      return (await askPostgres(scene, sql)).length === count;
    },
    { timeoutMs: KNOWN_MS },
  );
  await askPostgres(
    scene,
    `insert into avatars (owner_id, name, gender, status, trigger_phrase, weights_url, weights_key,
       config_key, preview_key, ready_at)
     select u.id, a.name, a.gender, a.status, a.trigger_phrase, a.weights_url, a.weights_key,
       a.config_key, a.preview_key, a.ready_at
     from users u cross join (select a.* from avatars a join users o on o.id = a.owner_id
       where o.telegram_id = ${model.id}) a
     where u.telegram_id in (${list})`,
  );
  return ids;
}
