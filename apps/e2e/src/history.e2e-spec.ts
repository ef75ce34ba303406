import type { ChatMessage } from '@aisha/sandbox';
import { eventually } from '@aisha/testing';
import { welcomed } from './harness/journeys';
import { invoiceFor } from './harness/money';
import { type Person, words } from './harness/person';
import { voice } from './harness/samples';
import { Stack } from './harness/stack';

describe('the history of recordings', () => {
  let stack: Stack;
  let person: Person;
  beforeAll(async () => (stack = await Stack.start()));
  afterAll(() => stack?.close());

  const meeting = voice('ru-meeting');
  const english = voice('en-short');
  const russian = voice('ru-short');
  const long = voice('ru-long');

  const of = <Row>(columns: string, table = 'transcripts') =>
    stack.rows<Row>(
      `select ${columns} from ${table} t join users u on u.id = t.owner_id
       where u.telegram_id = $1 order by t.created_at`,
      [person.id],
    );
  /** Presses a button of this very message, as it was when it was seen. */
  const tap = ({ messageId, buttons = [] }: ChatMessage, label: string) => {
    const data = buttons.flat().find(({ text }) => text.includes(label))?.callbackData;
    return person.pressData(messageId, data ?? `no button ${label}`);
  };
  /** The message as soon as it shows this. */
  const shown = ({ messageId }: ChatMessage, text: string) =>
    eventually(async () => {
      const now = (await person.chat()).find((message) => message.messageId === messageId);
      expect(now && words(now)).toContain(text);
      return now!;
    });
  const answersWith = async (text: string) =>
    (await person.answers()).filter((message) => words(message).includes(text));
  const spendAllBut = (left: number) =>
    stack.rows(
      `with t as (insert into ledger_transactions (key, kind, user_id)
         select 'spent-' || id, 'capture', id from users where telegram_id = $1 returning id, user_id)
       insert into ledger_postings (transaction_id, account_id, amount)
       select t.id, a.id, $2::int - 500 from t join ledger_accounts a on a.user_id = t.user_id and a.kind = 'available'
       union all select t.id, (select id from ledger_accounts where kind = 'grants'), 500 - $2::int from t`,
      [person.id, left],
    );

  it('should give people what they want of recordings, for one and for all that follow', async () => {
    person = await welcomed(stack);
    await person.send('voice', [english]);
    await person.hears('Transcript ·');
    await person.hears('💬 Answer');
    await person.press('🎛 What to send');
    await person.press('📝 Text only');
    await eventually(async () => {
      const [row] = await stack.rows<{ voice_mode: string }>(
        'select voice_mode from users where telegram_id = $1',
        [person.id],
      );
      expect(row?.voice_mode).toBe('transcript');
    });

    await person.send('voice', [russian]);
    const text = await person.hears(russian.text);
    expect(await of('t.id', 'answers')).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => tap(text, '💬 Answer it')));
    await eventually(async () => expect(await answersWith('💬 Answer')).toHaveLength(2));
    expect(await of('t.id', 'answers')).toHaveLength(2);

    await person.press('🎛 What to send');
    await person.press('💬 Answer only');
    await eventually(async () => {
      const buttons = (await person.answers()).flatMap((message) => message.buttons?.flat() ?? []);
      expect(buttons.map((button) => button.text)).toContain('✅ Answer only');
    });
    await person.send('voice', [meeting]);
    await person.hears('the answer is below');
    await eventually(async () => expect(await answersWith('💬 Answer')).toHaveLength(3));
    expect((await answersWith('Transcript ·')).map(words).join()).not.toContain(meeting.text);
    await person.press('📝 Show the text');
    await eventually(async () =>
      expect((await answersWith('Transcript ·')).map(words).join()).toContain(meeting.text),
    );
    expect((await of<{ mode: string }>('t.mode')).map(({ mode }) => mode)).toEqual([
      'both',
      'transcript',
      'answer',
    ]);
  });

  it('should lead from a price over a promo code and a top-up back to it, and charge once', async () => {
    person = await welcomed(stack);
    await spendAllBut(5);
    await stack.rows(
      `insert into promo_codes (code, kind, amount, created_by) values ('HISTORY', 'balance', 5, 1)`,
    );
    await person.send('voice', [long]);
    await person.hears('costs 20 credits, you have 5');
    await person.press('🎁 Promo code');
    await person.hears('Send the promo code');
    await person.say('history');
    await person.press('Continue →');
    await person.hears('costs 20 credits, you have 10');
    await person.press(/Transcribe for/);
    await person.hears('Not enough credits');
    await person.press(/Top up/);
    await person.hears('Top up your balance');
    const invoice = await invoiceFor(person, /150 💎/);
    await person.pay(invoice.messageId);
    await person.press('Continue →');
    const quote = await person.hears('costs 20 credits, you have 160');
    await Promise.all([1, 2, 3].map(() => tap(quote, 'Transcribe for')));
    await person.hears(long.text.slice(0, 60));
    expect(await stack.balance(person)).toBe(140);

    // the same recording again, under another name
    await person.send('document', [{ ...long, name: 'again.ogg', type: 'audio/ogg' }]);
    const again = await person.hears('You sent this recording before');
    expect(words(again)).toContain(long.text.slice(0, 60));
    expect(await stack.balance(person)).toBe(140);
    expect(await of('t.id')).toHaveLength(1);
  });

  it('should find, name, hand out and delete what was said', async () => {
    person = await welcomed(stack);
    await person.send('voice', [meeting]);
    const result = await person.hears(meeting.text);
    await person.send('voice', [english]);
    await person.hears(english.text);

    for (const [asked, found] of [
      ['смета на сервер', 'Коллеги'],
      ['offices', 'Hello Aisha'],
    ] as const) {
      await person.say('/history');
      await person.hears('2 in all');
      await person.press('🔍 Search');
      await person.hears('Write words of the recording');
      await person.say(asked);
      const results = await person.hears(`“${asked}”: 1 found`);
      await tap(results, found);
      const opened = await shown(results, 'Transcript ·');
      await tap(opened, '↩️ To the list');
      await tap(await shown(results, `“${asked}”: 1 found`), '📝 All');
      await shown(results, '2 in all');
    }

    const list = await person.hears('2 in all');
    await tap(list, 'Коллеги');
    await tap(await shown(list, meeting.text), '✏️ Rename');
    await person.hears('What shall this recording be called');
    await person.say('Планёрка <b>№ 1</b> & co');
    const card = await person.hears('Планёрка <b>№ 1</b> & co');
    await tap(card, '🎧 Recording');
    const [sent] = await eventually(async () => {
      const recordings = (await person.answers()).filter(({ media }) => media?.kind === 'voice');
      expect(recordings).toHaveLength(1);
      return recordings;
    });
    expect((await person.file(sent!.media!.fileId)).equals(meeting.bytes)).toBe(true);

    const [{ object_key: key }] = (await stack.rows<{ object_key: string }>(
      `select f.object_key from transcripts t join incoming_files f on f.id = t.file_id
       where t.title is not null`,
    )) as [{ object_key: string }];
    expect(await stack.bucket.hasObject(key)).toBe(true);
    await tap(card, '🗑 Delete');
    await tap(await shown(card, 'Delete this transcript for good'), '🗑 Yes, delete');
    await shown(card, '1 in all');
    expect(await tap(result, '📂 More')).toContain('out of date');
    expect(await of('t.id')).toHaveLength(1);
    const remembered = await of<{ question: string }>('t.question', 'answers');
    expect(remembered.map(({ question }) => question)).not.toContain(meeting.text);
    await eventually(async () => expect(await stack.bucket.hasObject(key)).toBe(false));
  });
});
