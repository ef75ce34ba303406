import { Test, type TestingModule } from '@nestjs/testing';
import { AccountsModule, Ledger, Settings, type User, Users } from '@aisha/accounts';
import { AssistantModule } from '@aisha/assistant';
import type { Notice } from '@aisha/contracts';
import { DeliveryModule } from '@aisha/delivery';
import { ConfigModule, HealthModule, JobsModule } from '@aisha/platform';
import { createTestDatabase, type TestDatabase, testRedisUrl } from '@aisha/testing';
import { Transcripts, TranscriptsModule } from '@aisha/transcripts';
import pg from 'pg';
import { Catalogue } from './catalogue';
import { visibleText } from './html-text';
import { Phrases } from './phrases';
import type { Rendered } from './rendered';
import { TEXT_LIMIT } from './split-text';
import { SpokenQuestionButtons } from './spoken-question-buttons';
import { TranscriptListMessages } from './transcript-list-messages';
import { TranscriptMessages } from './transcript-messages';
import { clockOf } from './clock';
import { TranscriptPhrases } from './transcript-phrases';
import { TranscriptResultMessages } from './transcript-result-messages';
import { WayBack } from './way-back';

const NASTY = '<b>Раз</b> & два';

describe('the screens about transcripts', () => {
  let testDatabase: TestDatabase;
  let app: TestingModule;
  let sql: pg.Pool;
  let people = 900;
  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    const config = { DATABASE_URL: testDatabase.url, REDIS_URL: await testRedisUrl() };
    app = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot(config),
        HealthModule.forRole('test'),
        JobsModule,
        DeliveryModule.forRoot(),
        AccountsModule,
        AssistantModule,
        TranscriptsModule,
      ],
      providers: [
        Catalogue,
        Phrases,
        WayBack,
        TranscriptPhrases,
        TranscriptMessages,
        TranscriptResultMessages,
        TranscriptListMessages,
        SpokenQuestionButtons,
      ],
    }).compile();
    await app.init();
    sql = new pg.Pool({ connectionString: testDatabase.url });
  });
  afterAll(async () => {
    await sql?.end();
    await app?.close();
    await testDatabase?.close();
  });

  const someone = (languageCode = 'en') =>
    app.get(Users).register({ telegramId: people++, firstName: 'Anna', languageCode });
  const query = (text: string, values: unknown[]) => sql.query(text, values);
  const sent = async (person: User, columns: Record<string, unknown> = {}) => {
    const { id } = await app.get(Transcripts).request({
      ownerId: person.id,
      chat: { botId: 1, chatId: person.telegramId! },
      source: 'voice',
      file: { telegramFileId: 'voice-1' },
    });
    const all = { status: 'ready', text: NASTY, duration_seconds: 75, price: 0, ...columns };
    for (const [column, value] of Object.entries(all)) {
      await query(`update transcripts set ${column} = $2 where id = $1`, [id, value]);
    }
    return id;
  };
  const show = async (notice: Notice, person: User) => {
    const parts = [TranscriptMessages, TranscriptResultMessages, TranscriptListMessages] as const;
    const renderers = Object.assign({}, ...parts.map((part) => app.get(part as never).renderers));
    return (await renderers[notice.kind](notice, person)) as Rendered | null;
  };
  const labels = ({ buttons }: Rendered) => buttons.map((row) => row.map(({ text }) => text));
  const verbs = ({ buttons }: Rendered) => buttons.flat().map(({ data }) => data?.split(':')[0]);

  it('should head a result with its length, its price and its language', async () => {
    const person = await someone('ru');
    const transcriptId = await sent(person, { price: 20, language: 'de', title: NASTY });
    const result = (await show({ kind: 'transcript-ready', transcriptId }, person))!;
    expect(result.html).toBe(
      '📝 <b>&lt;b&gt;Раз&lt;/b&gt; &amp; два</b> · 1:15 · 20 💎 · немецкий\n\n&lt;b&gt;Раз&lt;/b&gt; &amp; два',
    );
    expect(result.document).toBeUndefined();
    const own = verbs(result).filter((verb) => !verb?.startsWith('doc-'));
    expect(own).toEqual(['answer-transcript', 'transcript-modes', 'open-transcript']);
    expect(verbs(result)).toContain('doc-write');
  });

  it('should send a long text as a file with its beginning for a caption', async () => {
    const person = await someone();
    const text = 'Слово & дело. '.repeat(400);
    const transcriptId = await sent(person, { text });
    const result = (await show({ kind: 'transcript-ready', transcriptId }, person))!;
    expect(result.html.length).toBeLessThan(1_000);
    expect(result.document).toMatchObject({
      key: `texts/${person.id}/${transcriptId}.txt`,
      fileName: expect.stringMatching(/^transcript-[\d-]{10}\.txt$/) as string,
    });
    expect((await result.document!.make!()).toString('utf8')).toBe(text);
    const card = (await show({ kind: 'transcript-card', transcriptId }, person))!;
    expect(card.document).toBeUndefined(); // it changes in place
    expect(visibleText(card.html).length).toBeLessThan(TEXT_LIMIT);
  });

  it('should offer to answer where nobody has, and the text where it was not shown', async () => {
    const person = await someone();
    const transcriptId = await sent(person, { mode: 'answer' });
    const ask = (status: string) =>
      query(
        `insert into answers (owner_id, bot_id, chat_id, question, transcript_id, status, trace_id)
         values ($1, 1, 1, 'q', $2, $3, 't') on conflict (transcript_id) do update set status = $3`,
        [person.id, transcriptId, status],
      );
    const isOffered = async () =>
      verbs((await show({ kind: 'transcript-text', transcriptId }, person))!).includes(
        'answer-transcript',
      );
    expect(await isOffered()).toBe(true);
    await ask('ready');
    expect(await isOffered()).toBe(false);
    await ask('failed');
    expect(await isOffered()).toBe(true);
    const heard = (await show({ kind: 'transcript-heard', transcriptId }, person))!;
    expect(heard.html).not.toContain('Раз');
    expect(verbs(heard)).toEqual(['show-transcript', 'transcript-modes']);
    const under = app.get(SpokenQuestionButtons);
    expect((await under.rows(transcriptId, person))[0]).toHaveLength(2);
    expect(await under.rows(await sent(person), person)).toEqual([]);
    expect(await under.rows(null, person)).toEqual([]);
  });

  it('should lead whoever has too little to more credits, and to promo codes', async () => {
    const person = await someone();
    const quoted = { status: 'quoted', text: null, price: 20 };
    const transcriptId = await sent(person, quoted);
    const poor = (await show({ kind: 'transcript-quote', transcriptId }, person))!;
    expect(poor.html).toContain('20 credits, you have 0');
    expect(verbs(poor)).toEqual([
      'pay-transcript',
      'decline-transcript',
      'topup-for',
      'promo-transcript',
    ]);
    await app.get(Ledger).grant(person.id, 20, `gift-${person.id}`);
    const rich = (await show({ kind: 'transcript-quote', transcriptId }, person))!;
    expect(verbs(rich)).not.toContain('topup-for');
  });

  it('should mark what is sent for recordings', async () => {
    const person = await someone();
    await app.get(Settings).setVoiceMode(person, 'answer');
    const modes = (await show({ kind: 'transcript-modes' }, person))!;
    expect(labels(modes).slice(0, 3)).toEqual([
      ['📝💬 Text and answer'],
      ['📝 Text only'],
      ['✅ Answer only'],
    ]);
  });

  it('should list what there is, by name where it has one', async () => {
    const person = await someone();
    expect((await show({ kind: 'transcripts-list', page: 0 }, person))!.html).toContain('No trans');
    for (let count = 0; count < 6; count++) await sent(person);
    await sent(person, { title: 'Plan <A>' });
    const first = (await show({ kind: 'transcripts-list', page: 0 }, person))!;
    expect(first.html).toContain('7 in all');
    expect(labels(first)[0]![0]).toMatch(/ · Plan <A>$/);
    expect(labels(first)[1]![0]).toMatch(/ · <b>Раз<\/b> & два$/);
    expect(labels(first).slice(5)).toEqual([['▶️'], ['🔍 Search', '☰ Menu']]);
    const last = (await show({ kind: 'transcripts-list', page: 1 }, person))!;
    expect(labels(last).slice(2)[0]).toEqual(['◀️']);
  });

  it('should show the places that were found, markup as text', async () => {
    const person = await someone();
    await sent(person, { text: 'the plan is <i>simple</i> & short', title: 'A&B' });
    const search = (words: string) => show({ kind: 'transcripts-list', page: 0, words }, person);
    const found = (await search('simply <b>'))!;
    expect(found.html).toContain('“simply &lt;b&gt;”');
    const simple = (await search('simple'))!;
    expect(simple.html).toContain('<b>simple</b>');
    expect(simple.html).toContain('<i>A&amp;B</i>');
    expect(simple.html).not.toContain('<i>simple');
    expect((await search('nothing'))!.html).toContain('nothing found');
    expect(verbs(simple).slice(-2)).toEqual(['transcripts-search', 'transcripts']);
  });

  it('should send a recording by the method of its kind', async () => {
    const person = await someone();
    const kinds = ['voice', 'audio', 'document', 'video-note', 'video'];
    const files = await Promise.all(
      kinds.map(async (source) => {
        const transcriptId = await sent(person, { source });
        return (await show({ kind: 'transcript-audio', transcriptId }, person))!.document!;
      }),
    );
    expect(files.map(({ as, fileName }) => [as, fileName])).toEqual([
      ['voice', 'recording.ogg'],
      ['audio', 'recording.mp3'],
      ['document', 'recording'],
      ['video_note', 'recording.mp4'],
      ['video', 'recording.mp4'],
    ]);
    expect(files[0]).toMatchObject({ telegramFileId: 'voice-1' });
  });

  it('should have nothing to show of what was deleted meanwhile', async () => {
    const person = await someone();
    const transcriptId = await sent(person);
    await app.get(Transcripts).remove(person.id, transcriptId);
    const kinds = [
      'ready',
      'text',
      'repeated',
      'card',
      'audio',
      'quote',
      'heard',
      'failed',
    ] as const;
    for (const kind of kinds) {
      expect(await show({ kind: `transcript-${kind}`, transcriptId }, person)).toBeNull();
    }
  });

  it('should name each failure in words of its own', async () => {
    const person = await someone();
    const failures = ['refused', 'provider-down', 'internal', 'no-speech', 'empty'];
    const texts = await Promise.all(
      failures.map(async (failure) => {
        const transcriptId = await sent(person, { status: 'failed', text: null, failure });
        return (await show({ kind: 'transcript-failed', transcriptId }, person))!.html;
      }),
    );
    expect(new Set(texts).size).toBe(failures.length);
  });

  it('should tell the time as clocks do', () => {
    expect([0, 59.6, 75, 3_675].map(clockOf)).toEqual(['0:00', '1:00', '1:15', '1:01:15']);
  });
});
