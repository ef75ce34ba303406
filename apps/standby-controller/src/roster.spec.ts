import type { GatewayHeartbeat } from '@aisha/contracts';
import { Roster } from './roster';

const heartbeat = (instance: string, more: Partial<GatewayHeartbeat> = {}): GatewayHeartbeat => ({
  instance,
  botId: '1',
  role: 'standby',
  epoch: null,
  telegramReachable: true,
  startedAt: '2026-01-01T00:00:00.000Z',
  sentAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

describe('Roster', () => {
  it('should list who was heard, with the time since', () => {
    const roster = new Roster();
    roster.hear(heartbeat('b'), 1_000);
    roster.hear(heartbeat('a'), 1_500);
    expect(roster.list(2_000).map(({ instance, silentMs }) => [instance, silentMs])).toEqual([
      ['a', 500],
      ['b', 1_000],
    ]);
  });

  it('should forget who fell silent', () => {
    const roster = new Roster();
    roster.hear(heartbeat('a'), 0);
    expect(roster.list(5_000)).toEqual([]);
  });

  it('should count on standbys only that reach Telegram and were heard just now', () => {
    const roster = new Roster();
    roster.hear(heartbeat('silent'), 0);
    roster.hear(heartbeat('cut-off', { telegramReachable: false }), 2_500);
    roster.hear(heartbeat('poller', { role: 'poller', epoch: 3 }), 2_500);
    roster.hear(heartbeat('of another bot', { botId: '2' }), 2_500);
    roster.hear(heartbeat('younger', { startedAt: '2026-01-02T00:00:00.000Z' }), 2_500);
    roster.hear(heartbeat('older'), 2_500);
    expect(roster.ready('1', 3_000).map(({ instance }) => instance)).toEqual(['older', 'younger']);
  });
});
