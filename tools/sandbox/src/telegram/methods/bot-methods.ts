import type { BotMethods } from './bot-method.types';
import { editMethods } from './edit.methods';
import { groupMethods } from './group.methods';
import { mediaMethods } from './media.methods';
import { paymentMethods } from './payment.methods';
import { profileMethods } from './profile.methods';
import { queryMethods } from './query.methods';
import { textMethods } from './text.methods';
import { updateMethods } from './update.methods';

const methods: BotMethods = {
  ...profileMethods,
  ...updateMethods,
  ...textMethods,
  ...mediaMethods,
  ...editMethods,
  ...queryMethods,
  ...groupMethods,
  ...paymentMethods,
};
// Telegram does not look at the case of a method's name.
const byLowerCase = new Map(
  Object.entries(methods).map(([name, method]) => [name.toLowerCase(), { name, method }]),
);

/** The method under this name, in any case, with its name as documented. */
export const findMethod = (name: string) => byLowerCase.get(name.toLowerCase());
