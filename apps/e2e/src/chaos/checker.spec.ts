import { check, failuresIn } from './checker';
import type { Books, Doubling } from './history';
import { HistoryFixture } from './history.fixture';

describe('the checker of a chaos run', () => {
  let fixture: HistoryFixture;
  beforeEach(() => {
    fixture = new HistoryFixture();
    for (const chat of [1, 2, 1]) fixture.command(chat);
    fixture.question(1, 'q1');
  });

  const found = () =>
    Object.fromEntries(
      failuresIn(check(fixture.history)).map(({ count, value }) => [count, value]),
    );
  const toldOf = (name: string) =>
    check(fixture.history).find(({ count }) => count === name)?.value;

  it('should find nothing where all went well', () => {
    expect(found()).toEqual({});
  });

  it('should count an update that was never stored, never handled, or has no effect', () => {
    const { history } = fixture;
    history.inbox = history.inbox.filter(({ updateId }) => updateId !== history.asked[0]!.updateId);
    expect(found()).toEqual({ 'updates lost': 1 });
    history.inbox[0]!.status = 'pending';
    expect(found()).toEqual({ 'updates lost': 2 });
    history.work = [];
    expect(found()).toMatchObject({ 'updates lost': 3 });
  });

  it('should count an update that acted twice, and a recording heard twice or never', () => {
    fixture.answer(1, 'q1');
    expect(found()).toEqual({ 'updates handled twice': 1 });
    fixture.history.recordings = 2;
    expect(found()).toEqual({ 'updates handled twice': 1, 'updates lost': 2 });
  });

  it('should count an update that was handled before an earlier one of its chat', () => {
    const [first, last] = [fixture.command(1), fixture.command(1)];
    [first.row.key, last.row.key] = [last.row.key, first.row.key];
    expect(found()).toEqual({ 'updates handled out of order': 1 });
  });

  it('should want poison set aside, and nothing else', () => {
    const { asked, row } = fixture.command(3);
    asked.what = 'poison';
    row.key = 'went-wrong';
    expect(found()).toEqual({ 'poison not set aside': 1 });
    fixture.history.inbox.at(-1)!.status = 'quarantined';
    expect(found()).toEqual({});
    fixture.history.inbox[0]!.status = 'quarantined';
    expect(found()).toEqual({ 'updates lost': 1 });
  });

  it('should count a reply without a row, one that was not sent, and one that Telegram never saw', () => {
    const { history } = fixture;
    const { row, call } = fixture.command(1);
    history.calls = history.calls.filter((one) => one !== call);
    expect(found()).toEqual({ 'replies lost': 1 });
    history.outbound = history.outbound.filter((one) => one !== row);
    expect(found()).toEqual({ 'replies lost': 1 });
    const { row: failed } = fixture.question(2, 'q2');
    failed.status = 'failed';
    // The question has no answer, and the row that was given up is one too.
    expect(found()).toEqual({ 'replies lost': 3 });
  });

  it('should take an edit for a reply, and never for a message out of order', () => {
    const menu = fixture.command(1);
    fixture.command(1);
    const pressed = fixture.command(1);
    pressed.row.messageId = menu.row.messageId;
    pressed.call.method = 'editMessageText';
    expect(found()).toEqual({});
  });

  it('should count messages of a chat that came in another order than their rows', () => {
    const [first, second] = [fixture.command(1), fixture.command(1)];
    [first.call.seq, second.call.seq] = [second.call.seq, first.call.seq];
    expect(found()).toEqual({ 'replies out of order': 1 });
  });

  it('should count a second copy that came late as a copy, not as out of order', () => {
    const copy = fixture.call(1);
    const [first, second] = [fixture.command(1), fixture.command(1)];
    [first.call.seq, second.call.seq] = [second.call.seq, first.call.seq];
    second.call.payloadSummary = 'another text';
    expect(found()).toEqual({ 'replies doubled without a reason': 1 });
    copy.payloadSummary = 'no copy of the first';
    expect(found()).toMatchObject({ 'replies out of order': 1 });
  });

  const fault = (doubling: Doubling, at: number, inFlight: number) =>
    fixture.history.faults.push({
      name: 'fault',
      target: 'gateway',
      begunAt: at - 500,
      endedAt: at + 500,
      doubling,
      inFlight,
    });

  it('should count each copy that no fault excuses', () => {
    const { at } = fixture.call(1);
    expect(found()).toEqual({ 'replies doubled without a reason': 1 });
    fault('none', at, 5);
    fault('in-flight', at - 60_000, 5);
    expect(found()).toEqual({ 'replies doubled without a reason': 1 });
  });

  it('should excuse as many copies as a fault took answers from', () => {
    const copies = [fixture.call(1), fixture.call(2)];
    for (const copy of copies) copy.at = 500_000;
    fault('in-flight', 500_000, 2);
    expect(found()).toEqual({});
    expect(toldOf('replies doubled by a lost answer')).toBe(2);
    fixture.history.faults[0]!.inFlight = 1;
    expect(found()).toEqual({ 'replies doubled beyond the sends in flight': 1 });
    fixture.history.faults[0]!.doubling = 'unbounded';
    expect(found()).toEqual({});
  });

  it('should know a copy also when its button was pressed before the row was sent again', () => {
    const copy = fixture.call(1);
    fixture.command(1);
    const pressed = fixture.command(1);
    pressed.row.messageId = pressed.row.replaces = copy.messageId!;
    pressed.call.method = 'editMessageText';
    expect(found()).toEqual({ 'replies doubled without a reason': 1 });
  });

  it('should look for room at each fault that could have been it', () => {
    for (const copy of [fixture.call(1), fixture.call(2), fixture.call(3)]) copy.at = 500_000;
    fault('in-flight', 500_000, 1);
    fault('in-flight', 502_000, 1);
    expect(found()).toEqual({ 'replies doubled beyond the sends in flight': 1 });
    fixture.history.faults[1]!.inFlight = 2;
    expect(found()).toEqual({});
  });

  it.each([
    ['sum', 'ledger: sum of all postings'],
    ['unbalancedTransactions', 'ledger: transactions not zero-sum'],
    ['negativeBalances', 'ledger: negative balances'],
    ['driftedBalances', 'ledger: balances unlike their postings'],
    ['holdsWithoutEnd', 'ledger: holds without end'],
    ['holdsSettledTwice', 'ledger: holds settled twice'],
    ['holdsSettledWrongly', 'ledger: failed work that was charged'],
  ] satisfies [keyof Books, string][])('should fail for %s in the books', (name, words) => {
    fixture.history.books[name] = -3;
    expect(found()).toEqual({ [words]: -3 });
  });

  it('should count a fault after which a process did not become healthy again', () => {
    fault('none', 1_000, 0);
    fixture.history.faults[0]!.error = 'gateway is not healthy';
    expect(found()).toEqual({ 'faults that were not got over': 1 });
    fixture.history.unhealthy = ['gateway is not healthy'];
    expect(found()).toMatchObject({ 'processes not healthy in the end': 1 });
  });

  it('should count rows that still wait', () => {
    fixture.history.stuck = { updates: 2, messages: 1 };
    expect(found()).toEqual({ 'rows stuck': 3 });
  });

  it('should count a poller that commits beside another, or under an epoch that is over', () => {
    const receipt = (epoch: number, session: string) =>
      fixture.history.receipts.push({ epoch, session });
    receipt(1, 'a');
    receipt(2, 'b');
    expect(found()).toEqual({});
    receipt(2, 'a');
    receipt(1, 'a');
    expect(found()).toEqual({ 'pollers that committed beside another': 2 });
  });

  it('should tell of overlapping polls and conflicts, which faults may bring about', () => {
    fixture.history.polls = { overlaps: 2, conflicts: 1 };
    expect(found()).toEqual({});
    expect(toldOf('polls that overlapped')).toBe(2);
    expect(toldOf('409 answered to polls')).toBe(1);
  });
});
