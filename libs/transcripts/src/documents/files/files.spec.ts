import mammoth from 'mammoth';
import type { Transcript } from '@aisha/database';
import { pdfPages, zipEntries } from '@aisha/testing';
import { wordText } from '../reading/word-text';
import { pdfFile } from './pdf-file';
import { plainTextFile } from './plain-text';
import { fileBlocks } from './readable';
import { wordFile } from './word-file';

const spoken = (over: Partial<Transcript>) =>
  ({ text: null, segments: null, ...over }) as Transcript;
const MINUTES = [
  '# Протокол встречи',
  'Участники: Анна и Пётр, ёж & <жираф>.',
  '- **Решение 1.** Договор подписать',
  '- Actions: send «it» by Friday',
].join('\n');
const minutes = fileBlocks(spoken({ text: 'x' }), MINUTES);
const long = fileBlocks(
  spoken({
    text: Array.from({ length: 300 }, (_, n) => `Строка номер ${n}: съешь ещё булок.`).join('\n'),
  }),
  null,
);

describe('a file of a document', () => {
  it('should open in Word with headings, lists and Cyrillic as they are', async () => {
    const file = await wordFile(minutes);
    const { value } = await mammoth.convertToHtml({ buffer: file });
    expect(value).toContain('<h2>Протокол встречи</h2>');
    expect(value).toContain('<p>Участники: Анна и Пётр, ёж &amp; &lt;жираф&gt;.</p>');
    expect(value).toContain('<li>Решение 1. Договор подписать</li>');
    const entries = await zipEntries(file);
    const body = entries.find(({ name }) => name === 'word/document.xml')!.bytes.toString();
    expect(body).toContain('Протокол встречи');
  });

  it('should come back from Word as text', async () => {
    expect(await wordText(await wordFile(minutes))).toContain(
      'Участники: Анна и Пётр, ёж & <жираф>.',
    );
  });

  it('should hold no character that makes a Word document invalid', async () => {
    const file = await wordFile([{ kind: 'paragraph', text: 'a\u0001b\uD800c\uFFFEd' }]);
    const { value } = await mammoth.extractRawText({ buffer: file });
    expect(value.trim()).toBe('ab\uFFFDcd');
  });

  it('should be a PDF whose words can be read again, Cyrillic too', async () => {
    const [page] = await pdfPages(await pdfFile(minutes));
    expect(page).toContain('Протокол встречи');
    expect(page).toContain('Анна и Пётр, ёж & <жираф>');
    expect(page).toContain('send «it» by Friday');
  });

  it('should fill as many pages of a PDF as it takes, with every line', async () => {
    const file = await pdfFile(long);
    const pages = await pdfPages(file);
    expect(pages.length).toBeGreaterThan(3);
    const text = pages.join(' ');
    for (const n of [0, 42, 137, 299]) expect(text).toContain(`Строка номер ${n}:`);
    // The font is embedded in part only.
    expect(file.length).toBeLessThan(150_000);
  });

  it('should be plain text that Windows takes for UTF-8', () => {
    const file = plainTextFile(minutes);
    expect(file.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(file.toString('utf8').slice(1)).toBe(
      'Протокол встречи\r\n\r\nУчастники: Анна и Пётр, ёж & <жираф>.\r\n- Решение 1. Договор подписать\r\n- Actions: send «it» by Friday\r\n',
    );
  });

  it('should say who spoke and when, where it is known', () => {
    const segments = [
      { start: 0, end: 2, text: 'Привет.', speaker: 'A' },
      { start: 2, end: 4, text: 'Как дела?', speaker: 'A' },
      { start: 65, end: 70, text: 'Хорошо!', speaker: 'B' },
    ];
    const file = plainTextFile(fileBlocks(spoken({ text: '...', segments }), null));
    expect(file.toString('utf8').slice(1)).toBe(
      '[0:00 A] Привет. Как дела?\r\n\r\n[1:05 B] Хорошо!\r\n',
    );
  });
});

describe('a document that is sent', () => {
  it.each([
    ['no zip', Buffer.from('PK\x03\x04 but no more')],
    ['cut off', 'half'],
  ])('should be refused when it is %s', async (_, broken) => {
    const file = await wordFile(minutes);
    const bytes = typeof broken === 'string' ? file.subarray(0, file.length / 2) : broken;
    expect(await wordText(bytes)).toBeUndefined();
  });
});
