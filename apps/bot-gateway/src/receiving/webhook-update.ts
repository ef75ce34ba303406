import type { ReceivedUpdate } from '@aisha/delivery';
import type { Update } from 'telegraf/types';
import { chatIdOf } from './telegram-chat';

/**
 * The update in a request's body. Undefined only where there is none: Telegram repeats a refused update for a
 * day and holds the rest of its chat back meanwhile, so whatever has an id is taken, understood or not.
 */
export function readUpdate(body: Buffer): ReceivedUpdate | undefined {
  const raw = body.toString('utf8');
  const update = parsed(raw) as Update | null | undefined;
  const updateId: unknown = update?.update_id;
  if (!update || !Number.isSafeInteger(updateId)) return undefined;
  return { updateId: Number(updateId), chatId: chatIdOf(update), raw };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
