import mammoth from 'mammoth';
import { eventually, pdfPages } from '@aisha/testing';
import { welcomed } from './harness/journeys';
import { type Person, words } from './harness/person';
import { voice } from './harness/samples';
import { Stack } from './harness/stack';

/** 1,800 sentences in Russian: thirteen parts for the model, and more than fits into the chat. */
const REPORT = Array.from(
  { length: 1_800 },
  (_, n) => `Пункт ${n} отчёта о работе за прошлый месяц выполнен.`,
).join('\r\n');
/** As Windows writes Russian by default. */
const cp1251 = (text: string) =>
  Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0)!;
      if (letter === 'ё') return 0xb8;
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    }),
  );

describe('documents of a recording', () => {
  let stack: Stack;
  let person: Person;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());
  beforeEach(async () => {
    person = await welcomed(stack);
  });
  afterEach(() => stack.clearFaults());

  const sample = voice('en-short');
  const begins = sample.text.slice(0, 20);
  /** The message with the text and all the buttons. */
  const heard = async () => {
    await person.send('voice', [sample]);
    await person.hears('Answer');
    return person.hears('Transcript ·');
  };
  const rows = () =>
    stack.rows<{ kind: string; status: string }>(
      `select d.kind, d.status from transcript_documents d join users u on u.id = d.owner_id
       where u.telegram_id = $1 order by d.created_at`,
      [person.id],
    );
  /** The file of the newest message whose file's name ends so. */
  const received = async (ending: string) => {
    const file = await eventually(async () => {
      const messages = (await person.answers()).map(({ media }) => media);
      const found = messages.findLast((media) => media?.fileName?.endsWith(ending));
      if (!found) throw new Error(`no file ${ending}`);
      return found;
    });
    return person.file(file.fileId);
  };

  it('should be written at a press: summary, tasks, minutes, official text, translation', async () => {
    const shown = await heard();
    for (const [label, heading] of [
      [/Summary/, 'Summary'],
      [/To-do list/, 'To-do list'],
      [/Minutes/, 'Minutes'],
      [/Official/, 'Official transcript'],
    ] as const) {
      const data = shown.buttons!.flat().find(({ text }) => label.test(text))!.callbackData!;
      await Promise.all([1, 2].map(() => person.pressData(shown.messageId, data)));
      expect(words(await person.hears(new RegExp(`${heading}\\n\\nSandbox`)))).toContain(begins);
    }
    await person.press(/Translate/);
    await person.press('Deutsch');
    await person.hears(/Translation\n\nSandbox/);
    const made = await rows();
    expect(made.map(({ kind }) => kind).sort()).toEqual(
      ['minutes', 'official', 'summary', 'tasks', 'translation'].sort(),
    );
    expect(words(await person.hears('Transcript ·'))).toContain(begins);
    expect(await stack.balance(person)).toBe(500);
  });

  it('should answer one question after the other until they have no more', async () => {
    await heard();
    await person.press(/Ask about it/);
    await person.hears('Ask anything');
    for (const question of ['Who is speaking?', 'And what about?']) {
      await person.say(question);
      expect(words(await person.hears(`💬 ${question}`))).toContain(begins);
    }
    await person.press(/No more questions/);
    await person.hears('no more questions about the recording');
    await person.say('Just talking now');
    await person.hears('you wrote "Just talking now"');
    expect(await rows()).toHaveLength(2);
  });

  it('should be taken along as files that open', async () => {
    const shown = await heard();
    await stack.rows(
      `update transcripts t set segments = $2::jsonb from users u
       where u.id = t.owner_id and u.telegram_id = $1`,
      [
        person.id,
        JSON.stringify([
          { start: 0, end: 2.5, text: 'Hello there.', speaker: 'A' },
          { start: 2.5, end: 4, text: 'Привет и тебе.', speaker: 'B' },
        ]),
      ],
    );
    const download = shown.buttons!.flat().find(({ text }) => /Download/.test(text))!;
    await person.pressData(shown.messageId, download.callbackData!);
    const offer = await person.hears('As which file');
    for (const { callbackData } of offer.buttons!.flat()) {
      await person.pressData(offer.messageId, callbackData!);
    }
    expect((await received('.txt')).toString()).toBe(
      '\uFEFF[0:00 A] Hello there.\r\n\r\n[0:02 B] Привет и тебе.\r\n',
    );
    const word = await mammoth.extractRawText({ buffer: await received('.docx') });
    expect(word.value).toContain('Привет и тебе.');
    expect((await pdfPages(await received('.pdf'))).join(' ')).toContain('Привет и тебе.');
    expect((await received('.srt')).toString()).toContain(
      '2\r\n00:00:02,500 --> 00:00:04,000\r\nB: Привет и тебе.',
    );
    expect((await received('.vtt')).toString()).toContain('<v B>Привет и тебе.');
  });

  it('should be made of texts too: a long one of Windows, and a document of Word', async () => {
    await person.send('document', [
      { bytes: cp1251(REPORT), name: 'report.txt', type: 'text/plain' },
    ]);
    expect(words(await person.hears('I have read the document'))).toContain('Пункт 0 отчёта');
    await person.press(/Official/);
    const preview = await person.hears(/Official transcript\n\nПесочница/);
    expect(words(preview).length).toBeLessThanOrEqual(1_024);
    const official = await received('.docx');
    const { value } = await mammoth.extractRawText({ buffer: official });
    expect(value.match(/Песочница: вы написали/g)!.length).toBeGreaterThan(8);
    await person.send('document', [{ bytes: official, name: 'again.docx' }]);
    await person.hears(/I have read the document · [\d,]+ characters[^]*Песочница/);
    await person.send('document', [{ bytes: official.subarray(0, 2_000), name: 'broken.docx' }]);
    await person.hears('no text that I can read');
    expect(await stack.balance(person)).toBe(500);
  });

  it('should come after an outage, and be apologised for when the model refuses', async () => {
    const shown = await heard();
    await stack.order('openai', { on: 'chat', times: 3, action: { kind: 'error', status: 503 } });
    await person.press(/Summary/);
    await person.hears('Writing a summary');
    await person.hears(/Summary\n\nSandbox/);
    await stack.order('openai', { on: 'chat', times: 1, action: { kind: 'error', status: 400 } });
    const minutes = shown.buttons!.flat().find(({ text }) => /Minutes/.test(text))!.callbackData!;
    await person.pressData(shown.messageId, minutes);
    await person.hears('That did not work');
    await person.pressData(shown.messageId, minutes);
    await person.hears(/Minutes\n\nSandbox/);
  });
});
