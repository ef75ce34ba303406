import { encodeAction } from '../action';
import { asWayBack } from '../actions/payment.actions';
import { converse } from '../converse';
import { LIMITS } from '../limits';
import { IDLE } from '../session';

const orderId = '6f1c2f9e-0b52-4c52-9d0f-1f2a3b4c5d6e';

describe('buying credits', () => {
  it('should take the way back from the offer to the invoice', () => {
    const back = encodeAction({ do: 'order', orderId });
    expect(converse(IDLE, { kind: 'press', action: { do: 'topup-for', back } }).intents).toEqual([
      { do: 'say', notice: { kind: 'topup', back } },
    ]);
    const buy = { do: 'buy', packageId: 's250', back } as const;
    expect(converse(IDLE, { kind: 'press', action: buy }).intents).toEqual([buy]);
  });

  it.each(['open-transcript', 'pay-transcript'] as const)(
    'should have room for the way back to %s',
    (verb) => {
      const data = encodeAction({ do: verb, transcriptId: orderId });
      expect(asWayBack(data)).toBe(data);
      const packages = encodeAction({ do: 'buy', packageId: 's1000', back: data });
      expect(Buffer.byteLength(packages)).toBeLessThanOrEqual(64);
    },
  );

  it('should leave out a way back for which there is no room', () => {
    expect(asWayBack('x'.repeat(55))).toBe('');
  });

  it('should keep the screen that somebody comes from', () => {
    const session = { screen: 'picture-order', orderId } as const;
    for (const name of ['topup', 'terms', 'paysupport']) {
      expect(converse(session, { kind: 'command', name }).session).toEqual(session);
    }
  });

  it('should take a question to support as it is written, and refuse a novel', () => {
    const ask = (argument: string) =>
      converse(IDLE, { kind: 'command', name: 'paysupport', argument }).intents;
    expect(ask('Where are my credits?')).toEqual([
      { do: 'ask-support', text: 'Where are my credits?' },
    ]);
    expect(ask('x'.repeat(LIMITS.supportQuestion.max + 1))).toMatchObject([
      { notice: { kind: 'support-too-long' } },
    ]);
  });

  it('should lead from a forwarded invoice to the packages', () => {
    const start = { kind: 'command', name: 'start', argument: 'topup' } as const;
    expect(converse(IDLE, start).intents).toEqual([{ do: 'say', notice: { kind: 'topup' } }]);
  });
});
