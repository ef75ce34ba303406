import { eventually } from '@aisha/testing';
import { type Person, words } from './harness/person';
import { voice } from './harness/samples';
import { Stack } from './harness/stack';

describe('a recording', () => {
  let stack: Stack;
  let person: Person;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());
  beforeEach(async () => {
    person = await stack.newPerson('en');
    await person.say('/start');
    await person.hears('Hello');
  });
  afterEach(() => stack.clearFaults());

  const transcript = async () => {
    const [row] = await stack.rows<{
      status: string;
      object_key: string;
      duration_seconds: number;
      failure: string | null;
    }>(
      `select t.status, t.duration_seconds, t.failure, f.object_key from transcripts t
       join incoming_files f on f.id = t.file_id join users u on u.id = t.owner_id
       where u.telegram_id = $1 order by t.created_at desc limit 1`,
      [person.id],
    );
    return row!;
  };

  it.each([
    ['a Russian voice note', 'voice', 'ru-short', 'ru-short.ogg'],
    ['an English voice note', 'voice', 'en-short', 'en-short.ogg'],
    ['an audio file', 'audio', 'en-short', 'en-short.ogg'],
    ['an audio file sent as a document', 'document', 'ru-short', 'ru-short.ogg'],
    ['a video note', 'video_note', 'en-video-note', 'en-video-note.mp4'],
  ] as const)('should become text and get an answer: %s', async (_, kind, name, file) => {
    const sample = voice(name, file);
    await person.send(kind, [sample]);
    const heard = await person.hears('Transcript');
    expect(words(heard)).toContain(sample.text);
    const answer = await person.hears('Answer');
    expect(answer.messageId).toBeGreaterThan(heard.messageId);
    expect(await stack.balance(person)).toBe(500);
    expect((await transcript()).status).toBe('ready');
  });

  it('should be part of the memory of the conversation', async () => {
    await person.send('voice', [voice('en-short')]);
    await person.hears('Answer');
    await person.say('And what did I say before?');
    const answer = await person.hears('And what did I say before?');
    expect(words(answer)).toContain(voice('en-short').text.slice(0, 20));
  });

  it('should name its price from a minute on, and take it once it is agreed to', async () => {
    await person.send('voice', [voice('ru-long')]);
    const quote = await person.hears('The transcript costs');
    const { duration_seconds: seconds } = await transcript();
    const price = 10 * Math.ceil(seconds / 60);
    expect(words(quote)).toContain(`${price} credits`);
    expect(await stack.balance(person)).toBe(500);
    await person.press(/Transcribe for/);
    await person.hears(voice('ru-long').text.slice(0, 60));
    expect(await stack.balance(person)).toBe(500 - price);
  });

  it('should be left alone when the price is declined', async () => {
    await person.send('voice', [voice('ru-long')]);
    await person.press(/No, thanks/);
    await person.hears('I leave this recording');
    expect(await stack.balance(person)).toBe(500);
    expect((await transcript()).status).toBe('declined');
  });

  it('should say how much is missing when there are too few credits', async () => {
    await stack.rows(
      `with t as (insert into ledger_transactions (key, kind, user_id)
         select 'spent-' || id, 'capture', id from users where telegram_id = $1 returning id, user_id)
       insert into ledger_postings (transaction_id, account_id, amount)
       select t.id, a.id, -495 from t join ledger_accounts a on a.user_id = t.user_id and a.kind = 'available'
       union all select t.id, (select id from ledger_accounts where kind = 'grants'), 495 from t`,
      [person.id],
    );
    await person.send('voice', [voice('ru-long')]);
    await person.press(/Transcribe for/);
    const refusal = await person.hears('Not enough credits');
    expect(words(refusal)).toMatch(/you have 5, \d+ are missing/);
  });

  it.each([
    [
      'a file that is not audio',
      'document',
      Buffer.from('this is not audio at all'),
      'no sound in this file',
    ],
  ] as const)('should be refused with the reason: %s', async (_, kind, bytes, reason) => {
    await person.send(kind, [{ bytes, name: 'voice.ogg', type: 'audio/ogg' }]);
    await person.hears(reason);
    expect(await stack.balance(person)).toBe(500);
  });

  it('should be refused when it is above 20 MB', async () => {
    await person.send('document', [
      { bytes: Buffer.alloc(21 * 1024 * 1024), name: 'long.mp3', type: 'audio/mpeg' },
    ]);
    await person.hears('up to 20 MB');
    await person.say('/limits');
    await person.hears('What you can send');
  });

  it('should be given back its credits when recognition fails for good', async () => {
    await stack.order('openai', {
      on: 'transcription',
      times: 100,
      action: { kind: 'error', status: 400 },
    });
    await person.send('voice', [voice('ru-long')]);
    await person.press(/Transcribe for/);
    await person.hears('credits were returned');
    expect(await stack.balance(person)).toBe(500);
  });

  it('should be recognised at the second try after an outage', async () => {
    await stack.order('openai', {
      on: 'transcription',
      times: 3,
      action: { kind: 'error', status: 503 },
    });
    await person.send('voice', [voice('en-short')]);
    await person.hears(voice('en-short').text);
  });

  it('should say when there is no speech in it', async () => {
    await stack.order('openai', { on: 'transcription', times: 1, action: { kind: 'empty' } });
    await person.send('voice', [voice('en-short')]);
    await person.hears('no speech');
  });

  it('should be finished by another worker when one is killed in the middle, and charged once', async () => {
    await stack.order('openai', { on: 'transcription', times: 1, action: { kind: 'hang' } });
    await person.send('voice', [voice('ru-long')]);
    await person.press(/Transcribe for/);
    await eventually(async () => {
      const requests = await fetch(new URL('/_sandbox/faults', stack.urls.openai)).then((r) =>
        r.text(),
      );
      expect(requests).toContain('"left":0');
    });
    await stack.restart('transcription-worker', 'SIGKILL');
    await person.hears(voice('ru-long').text.slice(0, 60), 40_000);
    const price = 10 * Math.ceil((await transcript()).duration_seconds / 60);
    expect(await stack.balance(person)).toBe(500 - price);
    expect(
      (await person.answers()).filter((message) => words(message).includes('Transcript ·')),
    ).toHaveLength(1);
  });

  it('should be listed in the history and opened from there', async () => {
    const sample = voice('en-short');
    await person.send('voice', [sample]);
    await person.hears('Answer');
    await person.say('/history');
    await person.hears('Your transcripts');
    await person.press(new RegExp(sample.text.slice(0, 12)));
    await person.hears(sample.text);
  });
});
