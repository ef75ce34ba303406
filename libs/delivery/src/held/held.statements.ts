import { COUNTS } from '../broadcasts/broadcasts';
import { MESSAGE_KIND } from './held-kinds';

/** Held, and no operator has spoken. Of the messages `m` and of the updates `i`. $1 bot id, $2 kinds */
const CHOSEN_MESSAGES = `m.bot_id = $1 and m.status = 'held' and m.released_at is null
  and ${MESSAGE_KIND} = any($2)`;
const CHOSEN_UPDATES = `i.bot_id = $1 and i.status = 'held' and 'updates' = any($2::text[])`;
const CHOSEN_BROADCASTS = `b.bot_id = $1 and b.status = 'held' and 'news' = any($2::text[])`;

/** $1 bot id */
export const COUNT_HELD = `
  select ${MESSAGE_KIND} as kind, m.released_at is not null as "isReleased", count(*)::int as count,
    count(distinct m.chat_id)::int as people, min(m.created_at) as oldest, max(m.created_at) as newest
  from outbound_messages m where m.bot_id = $1 and m.status = 'held' group by 1, 2
  union all
  select 'updates', false, count(*)::int, count(distinct i.chat_id)::int, min(i.received_at),
    max(i.received_at)
  from inbox_updates i where i.bot_id = $1 and i.status = 'held' having count(*) > 0`;

/** $1 bot id */
export const COUNT_BROADCASTS = `
  select count(*)::int as count from broadcasts where bot_id = $1 and status = 'held'`;

/** Asked every few seconds, so without kinds. $1 bot id */
export const COUNT_WAITING = `
  select ((select count(*) from outbound_messages
      where bot_id = $1 and status = 'held' and released_at is null)
    + (select count(*) from inbox_updates where bot_id = $1 and status = 'held')
    + (select count(*) from broadcasts where bot_id = $1 and status = 'held'))::int as count`;

/** News have a pace of their own, and so go to the senders at once. */
export const RELEASE_NEWS = `
  with released as (
    update outbound_messages m set status = 'pending', attempts = 0, not_before = now(),
      released_at = clock_timestamp()
    where ${CHOSEN_MESSAGES} and m.lane = 'bulk' returning 1
  ) select count(*)::int as count from released`;
export const RELEASE_MESSAGES = `
  with released as (
    update outbound_messages m set released_at = clock_timestamp()
    where ${CHOSEN_MESSAGES} and m.lane <> 'bulk' returning 1
  ) select count(*)::int as count from released`;
export const RELEASE_UPDATES = `
  with released as (
    update inbox_updates i set status = 'pending' where ${CHOSEN_UPDATES} returning 1
  ) select count(*)::int as count from released`;
export const RELEASE_BROADCASTS = `
  with released as (
    update broadcasts b set status = 'running' where ${CHOSEN_BROADCASTS} returning 1
  ) select count(*)::int as count from released`;

/** $3 why */
export const DROP_MESSAGES = `
  with dropped as (
    update outbound_messages m set status = 'failed', last_error = $3 where ${CHOSEN_MESSAGES}
    returning 1
  ) select count(*)::int as count from dropped`;
export const DROP_UPDATES = `
  with dropped as (
    update inbox_updates i set status = 'done', done_at = now(), last_error = $3
    where ${CHOSEN_UPDATES} returning 1
  ) select count(*)::int as count from dropped`;
export const DROP_BROADCASTS = `
  with dropped as (
    update broadcasts b set status = 'stopped', ended_at = now(), (sent, failed) = (${COUNTS})
    where ${CHOSEN_BROADCASTS} and $3::text is not null returning 1
  ) select count(*)::int as count from dropped`;

/**
 * Messages that may go, the next of each chat. Looks only so far behind the oldest that it stays quick with hundreds
 * of thousands. $1 bot id, $2 chats
 */
export const NEXT_RELEASED = `
  with oldest as (
    select id, chat_id, created_at, seq from outbound_messages
    where bot_id = $1 and status = 'held' and released_at is not null order by created_at limit 3000
  ), next as (
    select distinct on (chat_id) id, chat_id, created_at from oldest order by chat_id, seq
  )
  select id, chat_id from next order by created_at limit $2`;

/** What cannot be delivered waits for a word from its chat, as it would have without a restore. $1 ids */
export const HAND_OVER = `
  update outbound_messages m
  set status = case when c.undeliverable_since is null then 'pending' else 'undeliverable' end,
    attempts = 0, not_before = now()
  from chats c where c.bot_id = m.bot_id and c.chat_id = m.chat_id
    and m.id = any($1) and m.status = 'held' and m.released_at is not null
  returning m.id, m.bot_id, m.chat_id, m.status`;
