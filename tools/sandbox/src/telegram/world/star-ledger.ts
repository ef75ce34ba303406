import type { Charge, Recorder } from './change.types';
import { now } from './chats';

/** The Stars that the bot received; a charge is refunded once. */
export class StarLedger {
  private readonly byId = new Map<string, Charge>();

  constructor(private readonly record: Recorder) {}

  find(chargeId: string) {
    return this.byId.get(chargeId);
  }

  all(): Charge[] {
    return [...this.byId.values()];
  }

  get balance() {
    const kept = this.all().filter(({ refundedAt }) => refundedAt === undefined);
    return kept.reduce((sum, { payment }) => sum + payment.total_amount, 0);
  }

  add(charge: Charge) {
    this.restore(charge);
    this.record({ kind: 'charge', charge });
  }

  refund(charge: Charge) {
    this.add({ ...charge, refundedAt: now() });
  }

  restore(charge: Charge) {
    this.byId.set(charge.payment.telegram_payment_charge_id, charge);
  }
}
