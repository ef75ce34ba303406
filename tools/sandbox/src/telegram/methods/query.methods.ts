import { badRequest } from '../bot-api.error';
import type { BotMethods } from './bot-method.types';

const MAX_ANSWER = 200;
const tooOld = 'query is too old and response timeout expired or query ID is invalid';

/** Answers to what a person waits for. */
export const queryMethods: BotMethods = {
  answerCallbackQuery: ({ world, params }) => {
    const text = params.text('text') ?? '';
    if ([...text].length > MAX_ANSWER) throw badRequest('MESSAGE_TOO_LONG');
    const url = params.text('url');
    const answer = {
      ...(text && { text }),
      ...(params.flag('show_alert') && { showAlert: true }),
      ...(url && { url }),
    };
    const isOpen = world.callbacks.answer(params.text('callback_query_id') ?? '', answer);
    if (!isOpen) throw badRequest(tooOld);
    return true;
  },
  answerPreCheckoutQuery: ({ world, params }) => {
    const ok = params.flag('ok');
    const reason = params.text('error_message');
    if (!ok && !reason) throw badRequest('error message must be non-empty');
    const id = params.text('pre_checkout_query_id') ?? '';
    if (!world.checkouts.answer(id, { ok, reason })) throw badRequest(tooOld);
    return true;
  },
};
