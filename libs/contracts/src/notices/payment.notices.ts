import { z } from 'zod';
import { about, bare } from './notice-shapes';

const whole = z.number().int();
/** Callback data of the button that leads back to what the person was doing. */
const back = z.string().optional();
const payment = { paymentId: z.uuid(), amount: whole, credits: whole };

/** Buying credits, and money that goes back. Amounts are Stars. */
export const paymentNotices = [
  z.object({ kind: z.literal('topup'), back }),
  about('invoice', 'invoiceId'),
  z.object({
    kind: z.literal('payment-received'),
    ...payment,
    balance: whole,
    /** Credits of these that went into a debt. */
    paidOff: whole,
    back,
  }),
  z.object({ kind: z.literal('payment-refunded'), ...payment, debt: whole }),
  bare('terms'),
  bare('paysupport'),
  bare('support-nobody'),
  bare('support-sent'),
  z.object({ kind: z.literal('support-too-long'), limit: whole }),
  // to operators
  z.object({ kind: z.literal('support-question'), userId: z.uuid(), text: z.string() }),
  z.object({ kind: z.literal('refund-refused'), paymentId: z.uuid(), reason: z.string() }),
  about('payment-unlisted', 'paymentId'),
] as const;
export type PaymentNotice = z.infer<(typeof paymentNotices)[number]>;
