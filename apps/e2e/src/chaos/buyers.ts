import { eventually } from '@aisha/testing';
import { withAvatar } from '../harness/journeys';
import { askPostgres, type Scene } from './scene';

/** People are known to the bot once it has handled their first words. */
const KNOWN_MS = 30_000;

/** People with a trained avatar: one is trained as usual, the others get a copy of its row. */
export async function withAvatars(scene: Scene, count: number): Promise<number[]> {
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
