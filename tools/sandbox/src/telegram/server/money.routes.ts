import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Person } from '../person-api.types';
import { PersonMessages } from '../person/person-messages';
import { PersonPayments, refundCharge } from '../person/person-payments';
import type { World } from '../world/world';

const payment = z.object({
  personId: z.int(),
  stars: z.int().positive(),
  payload: z.string().max(128),
  currency: z.string().default('XTR'),
  /** `checkout`: the bot is asked first. `charge`: it is not. `lost`: it never hears of it, only the list does. */
  how: z.enum(['checkout', 'charge', 'lost']).default('charge'),
});
const refund = z.object({ chargeId: z.string(), tell: z.boolean().default(true) });

/**
 * Money that moves past the chat, by order: payments with any payload and amount, payments whose update is lost, and
 * refunds that Telegram makes of its own (a buyer's claim at the app store).
 */
export function moneyRoutes(app: FastifyInstance, world: World): void {
  const payments = new PersonPayments(world, new PersonMessages(world));
  app.post('/payments', async (request, reply) => {
    const { personId, stars, payload, currency, how } = payment.parse(request.body);
    const person = present(world, personId);
    const offer = { currency, total_amount: stars, invoice_payload: payload };
    reply.code(201);
    if (how === 'checkout') return payments.pay(person, offer);
    const chargeId = payments.charge(person, offer, { tell: how === 'charge' });
    return { outcome: 'paid', chargeId };
  });
  app.post('/refunds', (request, reply) => {
    const { chargeId, tell } = refund.parse(request.body);
    const charge = world.stars.find(chargeId);
    if (!charge) return reply.code(404).send({ error: 'there is no such charge' });
    if (charge.refundedAt !== undefined) {
      return reply.code(409).send({ error: 'the charge is refunded already' });
    }
    refundCharge(world, charge, { tell });
    return reply.code(201).send({ chargeId });
  });
}

/** @throws ZodError for a person who is not there */
const present = (world: World, id: number): Person =>
  world.people.find(id) ?? z.never('there is no such person').parse(id);
