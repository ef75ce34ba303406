import { gapsByFault, replyTimes } from './figures';
import { HistoryFixture } from './history.fixture';

describe('the figures of a chaos run', () => {
  it('should find the longest silence while a fault could be felt', () => {
    const fixture = new HistoryFixture();
    for (const at of [900, 1_050, 1_400, 1_450, 9_000]) fixture.call(1).at = at;
    fixture.history.calls[2]!.method = 'editMessageText';
    const fault = { target: 'gateway', doubling: 'none', inFlight: 0 } as const;
    fixture.history.faults.push(
      { ...fault, name: 'kill', begunAt: 1_000, endedAt: 1_100 },
      { ...fault, name: 'kill', begunAt: 880, endedAt: 900 },
      { ...fault, name: 'freeze', begunAt: 1_420, endedAt: 2_000 },
    );
    expect(gapsByFault(fixture.history)).toEqual([
      { fault: 'kill', tries: 2, medianMs: 7_550, mostMs: 7_550 },
      { fault: 'freeze', tries: 1, medianMs: 7_550, mostMs: 7_550 },
    ]);
    fixture.call(1).at = 1_900;
    fixture.history.calls.sort((a, b) => a.at - b.at);
    expect(gapsByFault(fixture.history)[1]).toMatchObject({ mostMs: 7_100 });
  });

  it('should measure from the arrival of an update to the message that replies to it', () => {
    const fixture = new HistoryFixture();
    const { asked, call } = fixture.command(1);
    asked.at = 100;
    call.at = 130;
    const pressed = fixture.command(1);
    pressed.row.messageId = call.messageId!;
    pressed.asked.at = 500;
    expect(replyTimes(fixture.history)).toEqual([30]);
  });
});
