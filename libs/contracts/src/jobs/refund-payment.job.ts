import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Gateway: ask the provider of a payment to give the money back. */
export const refundPayment = defineJob({
  queue: 'refund-payment',
  payload: z.object({ paymentId: z.uuid() }),
  key: ({ paymentId }) => `payment-${paymentId}`,
  attempts: 5, // half a minute; then the sweep begins anew, for a day
  backoffMs: 2_000,
});
export type RefundPayment = PayloadOf<typeof refundPayment>;
