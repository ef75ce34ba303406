import type { Person } from '@aisha/accounts';
import type { User } from 'telegraf/types';

/** Somebody as Telegram describes them. */
export const personOf = (user: User): Person => ({
  telegramId: user.id,
  firstName: user.first_name,
  username: user.username,
  languageCode: user.language_code,
});
