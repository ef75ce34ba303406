import { z } from 'zod';
import { BotApiError } from '../bot-api.error';

const action = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('error'),
    code: z.int().min(400).max(599),
    description: z.string().optional(),
    retryAfter: z.int().positive().optional(),
  }),
  z.object({ kind: z.literal('delay'), ms: z.int().nonnegative() }),
  z.object({ kind: z.literal('hang') }),
  z.object({ kind: z.literal('reset-after') }),
  z.object({ kind: z.literal('reset-before') }),
]);

/** Body of `POST /_sandbox/faults`. `downloadFile` is the method name of the file address; `*` is every method. */
export const faultSchema = z.object({
  method: z.string(),
  times: z.int().positive().default(1),
  chatId: z.int().optional(),
  action,
});
export type Fault = z.infer<typeof faultSchema>;
export type FaultAction = Fault['action'];

/** Misbehaviour that was ordered for the next calls; an order is used up after its number of times. */
export class Faults {
  private orders: Fault[] = [];

  get pending(): readonly Fault[] {
    return this.orders;
  }

  order(fault: Fault) {
    this.orders.push({ ...fault });
  }

  clear() {
    this.orders = [];
  }

  /** What shall go wrong with this call. */
  take(method: string, chatId: number | undefined): FaultAction | undefined {
    const fault = this.orders.find((order) => isFor(order, method, chatId));
    if (!fault) return undefined;
    fault.times--;
    this.orders = this.orders.filter(({ times }) => times > 0);
    return fault.action;
  }
}

function isFor(order: Fault, method: string, chatId: number | undefined) {
  const isMethod = order.method === '*' || order.method.toLowerCase() === method.toLowerCase();
  return isMethod && (order.chatId === undefined || order.chatId === chatId);
}

const usualWords = new Map([
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden: bot was blocked by the user'],
  [404, 'Not Found'],
  [
    409,
    'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  ],
  [500, 'Internal Server Error'],
  [502, 'Bad Gateway'],
]);

/** The error that a fault asks for, in Telegram's words where it brings none. */
export function errorOf({
  code,
  description,
  retryAfter,
}: Extract<FaultAction, { kind: 'error' }>) {
  const seconds = retryAfter ?? (code === 429 ? 1 : undefined);
  const words =
    code === 429 ? `Too Many Requests: retry after ${seconds}` : (usualWords.get(code) ?? 'Error');
  const parameters = seconds === undefined ? undefined : { retry_after: seconds };
  return new BotApiError(code, description ?? words, parameters);
}
