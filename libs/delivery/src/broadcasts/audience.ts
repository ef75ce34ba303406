/**
 * Telegram ids of those who hear news: they want to, may use the bot, stay, wrote to this bot ($1) and can be written
 * to. From one id ($2) on, in order.
 */
export const AUDIENCE = `
  select u.telegram_id from users u join chats c on c.bot_id = $1 and c.chat_id = u.telegram_id
  where u.telegram_id > $2 and u.news and u.banned_at is null and u.leaving_at is null
    and c.undeliverable_since is null
  order by u.telegram_id`;
