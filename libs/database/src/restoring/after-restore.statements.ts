import { RESULT_KINDS } from '@aisha/contracts';

/** Bots that the restored rows know: one may have stored updates and never held a row of its epoch. */
const BOTS = `select bot_id from poller_epochs union select bot_id from chats
  union select bot_id from inbox_updates union select bot_id from outbound_messages`;

/**
 * A poller of any life of this database may still run somewhere, under an epoch that was given after the backup, or
 * even after an earlier restore of the same backup. Each takeover raises the epoch by one and takes longer than a
 * millisecond, and each restore begins at the clock: so the milliseconds since 1970 exceed every epoch that was
 * ever given, as long as the clock is not set back by more than the time between two restores.
 */
export const RAISE_EPOCHS = `
  insert into poller_epochs as e (bot_id, epoch)
  select bot_id, floor(extract(epoch from clock_timestamp()) * 1000) from (${BOTS}) b
  on conflict (bot_id) do update set epoch = greatest(excluded.epoch, e.epoch + 1)
  returning bot_id, epoch`;

/** The processes that they name are gone, or belong to another life. */
export const END_LEASES = `
  update poller_leases set released_at = coalesce(released_at, clock_timestamp()),
    ended_because = 'restored', successor = null, successor_until = null`;

/**
 * Whatever was not sent may have been since. What is kept for chats that could not be reached is no exception: it
 * would go out at the next word from there, a second time if there was one since the backup.
 */
export const HOLD_MESSAGES = `
  with held as (
    update outbound_messages set status = 'held', released_at = null, sender = null,
      claimed_until = null
    where status in ('pending', 'sending')
      or status = 'undeliverable' and notice->>'kind' in (${RESULT_KINDS.map((kind) => `'${kind}'`).join(', ')})
    returning bot_id, chat_id
  )
  select count(*)::int as messages, count(distinct (bot_id, chat_id))::int as people from held`;

/**
 * Updates, but for payments: those are credited once, by the number of their charge, and nobody shall wait for what
 * they paid. As they stand in what Telegram sent: in words of a person the quotes would be escaped.
 */
export const HOLD_UPDATES = `
  with held as (
    update inbox_updates set status = 'held', attempts = 0, last_error = null
    where status = 'pending' and strpos(payload, '"successful_payment":') = 0
      and strpos(payload, '"refunded_payment":') = 0
    returning 1
  ) select count(*)::int as updates from held`;

/** The rest of the audience may have had the news since. */
export const HOLD_BROADCASTS = `
  with held as (update broadcasts set status = 'held' where status = 'running' returning 1)
  select count(*)::int as broadcasts from held`;

/** Payments made since the backup stand in the provider's own list: it is read at once, whoever was reading it. */
export const READ_STATEMENTS = 'update payment_statements set due_at = now()';

export const NOTE_RESTORE = `
  insert into restores (messages, people, updates, broadcasts) values ($1, $2, $3, $4)`;
