import { maskSecrets, secretsIn } from './redaction';

// Every secret here is made up; they are joined so that a scanner for secrets does not take them for real ones.
const of = (...parts: string[]) => parts.join('');
const BOT = of('123456789', ':', 'AAF-abcdefghijklmnopqrstuvwxyz0123456');
const FAL = of('0b1c2d3e-0000-4000-8000-aabbccddeeff', ':', '00112233445566778899aabbccddeeff');
const OPENAI = of('sk-', 'proj-Abc123_def456');
const HMAC = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA';
const JOB = `training.0b1c2d3e-0000-4000-8000-aabbccddeeff.2.${HMAC}`;

describe('maskSecrets', () => {
  it.each([
    ['a bot token in an address', `GET https://api.telegram.org/bot${BOT}/getMe`, BOT],
    ['a bot token at the end', `https://api.telegram.org/bot${BOT}`, BOT],
    ['a bot token, escaped', `?next=${encodeURIComponent(BOT)}`, 'AAF-abc'],
    ['a file of Telegram', `https://api.telegram.org/file/bot${BOT}/voice/1.oga`, BOT],
    ['a short token in an address', 'http://127.0.0.1:8081/bot1:short/getMe', '1:short'],
    ['a FAL key', `no access for ${FAL}`, '00112233'],
    ['a FAL key in a header', `authorization: Key ${FAL}`, '0b1c2d3e'],
    ['a FAL key of another form', 'Authorization: Key some-id:some-secret', 'some-'],
    ['an OpenAI key', `Incorrect API key provided: ${OPENAI}.`, 'Abc123'],
    ['an OpenAI key, half hidden', 'provided: sk-proj-****************wxyz.', 'wxyz'],
    [
      'a presigned address',
      'https://s3/a/b.jpg?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAABCDEFGH%2F2026&X-Amz-Signature=0a1b2c',
      'AKIAABC',
    ],
    ['the signature of one', 'https://s3/a?X-Amz-Signature=0a1b2c3d&x=1', '0a1b2c3d'],
    ['the session of one', 'https://s3/a?X-Amz-Security-Token=FwoGZXIv&x=1', 'FwoGZXIv'],
    [
      'the header of a signed request',
      'Authorization: AWS4-HMAC-SHA256 Credential=AKIAABCDEFGH/2026/s3, SignedHeaders=host, Signature=0a1b2c3d',
      'AKIAABC',
    ],
    ['the signature of one', 'SignedHeaders=host;x-amz-date, Signature=0a1b2c3d', '0a1b2c3d'],
    ['the password of Postgres', 'postgresql://aisha:hunter2@db:5432/aisha', 'hunter2'],
    ['a password with signs', 'connect to postgresql://aisha:p@ss/w0rd@db/aisha failed', 'w0rd'],
    ['a password of libpq', "host=db user=aisha password='hunter2'", 'hunter2'],
    ['the password of Redis', 'redis://:hunter2@redis:6379/0', 'hunter2'],
    ['the job token of a callback', `https://bot.example/webhooks/fal?job=${JOB}`, HMAC],
    ['a job token by itself', `forged: ${JOB}`, HMAC],
    ['a job token, escaped', `/webhooks/fal?job=${encodeURIComponent(JOB)}&x=1`, HMAC],
    ['a bearer token', 'authorization: Bearer control-token-1', 'control-token-1'],
    ['a bearer token, small', 'authorization: bearer control-token-1', 'control-token-1'],
    ['basic authentication', 'Authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
    ['a webhook secret', 'x-telegram-bot-api-secret-token: abc_DEF-1', 'abc_DEF-1'],
    ['a secret in JSON', '{"secret_token":"abc_DEF-1","url":"https://x"}', 'abc_DEF-1'],
    ['a DSN', 'https://0123456789abcdef0123456789abcdef@errors.example/4', '0123456789abcdef'],
    ['a JWT', of('got ', 'eyJhbGciOiJIUzI1', '.eyJzdWIiOiIxIn0', '.c2lnbmF0dXJl'), 'c2lnbmF0dXJl'],
    ['a private key', of('-----BEGIN ', 'PRIVATE KEY-----\nMC4CAQAw\n'), 'MC4CAQAw'],
    ['a key of age', of('AGE-SECRET', '-KEY-1QQPZRY9X8GF2TVDW0S3JN54'), 'QQPZRY'],
    ['what was to be parsed', messageOf(() => JSON.parse('my doctor said')), 'my doctor'],
    [
      'the beginning of it',
      messageOf(() => JSON.parse(`{"a":my ${'doctor '.repeat(9)}`)),
      'doctor',
    ],
  ])('should hide %s', (_what, text, secret) => {
    expect(text).toContain(secret);
    expect(maskSecrets(text)).not.toContain(secret);
  });

  it.each([
    'GET https://api.telegram.org/bot[token]/getMe failed with 502',
    'connect ECONNREFUSED 127.0.0.1:5432',
    'aisha/bot-gateway/43b6da0d1441',
    'duplicate key value violates unique constraint "users_telegram_id_key"',
    'Key (telegram_id)=(7) already exists.',
    'no answer from https://queue.fal.run/fal-ai/flux-lora within 30000 ms',
    'task-7 of 0b1c2d3e-0000-4000-8000-aabbccddeeff failed',
  ])('should leave %j as it is', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  it('should hide known values of no form of their own', () => {
    expect(maskSecrets('it said swordfish', ['swordfish'])).toBe('it said [hidden]');
  });

  it('should not become slow by a long text', () => {
    const begun = performance.now();
    for (const text of ['://a:'.repeat(5_000), 'token-'.repeat(5_000), 'Unexpected '.repeat(2_000)])
      maskSecrets(text);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

describe('secretsIn', () => {
  it('should find the values of variables that are secret, and passwords in addresses', () => {
    const config = {
      TELEGRAM_BOT_TOKEN: BOT,
      CONTROL_TOKEN: 'swordfish',
      MINIO_SECRET_KEY: 'minio-secret',
      DATABASE_URL: 'postgresql://aisha:p%40ssword@db/aisha',
      PUBLIC_URL: 'https://bot.example',
      HTTP_PORT: 8001,
      FAL_KEY: '',
    };
    expect(secretsIn(config).sort()).toEqual(
      [BOT, 'swordfish', 'minio-secret', 'p%40ssword', 'p@ssword'].sort(),
    );
  });
});

function messageOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
