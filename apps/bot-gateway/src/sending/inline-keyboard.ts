import type { InlineKeyboardMarkup } from 'telegraf/types';
import type { Button } from '../messages/rendered';

/** Buttons as Telegram takes them. */
export const inlineKeyboard = (buttons: Button[][]): InlineKeyboardMarkup => ({
  inline_keyboard: buttons.map((row) =>
    row.map(({ text, data = '', url }) =>
      url === undefined ? { text, callback_data: data } : { text, url },
    ),
  ),
});
