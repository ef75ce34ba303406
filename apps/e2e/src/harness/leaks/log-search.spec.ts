import { appendFile, rm } from 'node:fs/promises';
import { leaksIn, secretsOf } from './log-search';
import { LogWatch } from './log-watch';
import { PersonWords } from './person-words';

const words = new PersonWords();
words.addText('My grandmother keeps bees behind the old mill\nin the valley');
words.addText('Пчёлы улетели');
words.addText('/promo SUMMER-OF-BEES');
words.addText('yes');
words.addName('Bartholomew');
words.addUpdate({
  message: {
    from: { id: 7, is_bot: false, first_name: 'Zuleikha', username: 'zuleikha_77' },
    contact: { phone_number: '+77010000000' },
    caption: 'our harvest of honey',
  },
});
words.addUpdate({
  callback_query: {
    from: { id: 7, is_bot: false },
    message: {
      from: { id: 1, is_bot: true, first_name: 'Aisha' },
      text: 'Choose a picture',
      reply_markup: [{ text: 'messages: 1' }],
    },
  },
});
const secrets = secretsOf({ CONTROL_TOKEN: 'open/sesame', HTTP_PORT: '8001', OPENAI_API_KEY: '' });
const found = (line: string) => leaksIn(line, { secrets, words });
const SAID = 'text of a person';
const NAMED = 'name of a person';

describe('the search of logs', () => {
  it.each([
    ['{"msg":"My grandmother keeps bees behind the old mill"}', SAID],
    ['{"error":"not understood: BEHIND THE OLD"}', SAID],
    ['{"msg":"keeps\\nbees behind"}', SAID],
    ['{"msg":"Пчёлы улетели!"}', SAID],
    ['{"msg":"code summer-of-bees"}', SAID],
    ['{"file":"our_harvest_of_honey.jpg"}', SAID],
    ['{"msg":"Bartholomew came"}', NAMED],
    ['{"user":"@zuleikha_77"}', NAMED],
    ['{"phone":"77010000000"}', NAMED],
    ['{"msg":"open/sesame"}', 'CONTROL_TOKEN'],
    ['{"path":"/x?token=open%2Fsesame"}', 'CONTROL_TOKEN'],
    [`{"msg":"${Buffer.from('open/sesame').toString('base64')}"}`, 'CONTROL_TOKEN in base64'],
    ['https://s3/a?X-Amz-Signature=00ff', 'signature of a presigned address'],
    [`job=image.0b1c2d3e-0000-4000-8000-aabbccddeeff.1.${'a'.repeat(43)}`, 'token of a callback'],
    ['redis://:hunter2@redis', 'password in an address'],
  ])('should find in %s a %s', (line, kind) => {
    expect(found(line)).toEqual([kind]);
  });

  it.each([
    '{"msg":"turn taken","did":"text","chatId":7,"traceId":"0123456789abcdef0123456789abcdef"}',
    '{"error":"yes","code":"old"}',
    '{"msg":"Choose a picture","messages":1}',
    '{"url":"redis://:[hidden]@redis","promo":"/promo"}',
  ])('should let pass %s', (line) => {
    expect(found(line)).toEqual([]);
  });

  it('should say where a planted secret stands, without telling it, and keep the logs', async () => {
    const watch = await LogWatch.open();
    watch.learn({ FAL_KEY: 'one:two-three' });
    await appendFile(watch.fileOf('avatar-worker'), '{"msg":"fine"}\n');
    await appendFile(
      watch.fileOf('avatar-worker'),
      '{"context":"FalClient","msg":"refused one:two-three"}\n',
    );
    const failure = await watch.search(words).then(
      () => '',
      (error: Error) => error.message,
    );
    await rm(watch.folder, { recursive: true });
    expect(failure).toContain('avatar-worker.log, a line of FalClient: FAL_KEY, first in line 2');
    expect(failure).not.toContain('two-three');
  });
});
