import { JsonLogger } from './logger';
import { runWithTrace } from './trace';

const collect = (options: { secrets?: string[] } = {}) => {
  const lines: Record<string, unknown>[] = [];
  const logger = new JsonLogger(
    { app: 'bot-gateway', instance: 'one', level: 'info', ...options },
    { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  );
  return { logger, lines };
};

describe('JsonLogger', () => {
  it('should write one JSON object a line with app, context and trace id', () => {
    const { logger, lines } = collect();
    runWithTrace('abc', () => logger.log({ msg: 'stored', updates: 3 }, 'Poller'));
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'info',
        app: 'bot-gateway',
        traceId: 'abc',
        context: 'Poller',
        msg: 'stored',
        updates: 3,
      }),
    ]);
  });

  it('should hide secrets in fields and in error texts', () => {
    const { logger, lines } = collect();
    const token = '123456789:AAF-abcdefghijklmnopqrstuvwxyz0123456';
    logger.error({
      msg: 'failed',
      token,
      error: new Error(`GET https://api.telegram.org/file/bot${token}/voice/1.oga`, {
        cause: new Error('postgresql://aisha:hunter2@db/aisha'),
      }),
    });
    expect(JSON.stringify(lines)).not.toContain('AAF-');
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });

  it('should write the same trouble once, and how often it came when it is written again', () => {
    jest.useFakeTimers();
    const { logger, lines } = collect();
    for (let tries = 0; tries < 5; tries++) {
      logger.warn({ msg: 'worker connection', error: new Error('refused') });
    }
    jest.advanceTimersByTime(1_000);
    logger.warn({ msg: 'worker connection', error: new Error('refused') });
    jest.useRealTimers();
    logger.warn({ msg: 'job failed', job: 'photo-1', error: new Error('refused') });
    logger.warn({ msg: 'job failed', job: 'photo-2', error: new Error('refused') });
    expect(lines.map(({ msg, job, heldBack }) => ({ msg, job, heldBack }))).toEqual([
      { msg: 'worker connection' },
      { msg: 'worker connection', heldBack: 4 },
      { msg: 'job failed', job: 'photo-1' },
      { msg: 'job failed', job: 'photo-2' },
    ]);
    expect(lines[0]!.stack).toContain('refused');
  });

  it('should hide secrets at any depth, in names and in words', () => {
    const { logger, lines } = collect();
    const request = { headers: { Authorization: 'Bearer abcdefgh', cookie: 'sid=12345678' } };
    logger.log({
      msg: 'called',
      call: { tries: [{ request, address: 'https://s3/x?X-Amz-Signature=0011223344' }] },
      facts: new Map([['api_key', 'abcdefgh']]),
    });
    expect(JSON.stringify(lines)).not.toMatch(/abcdefgh|12345678|0011223344/);
    expect(JSON.stringify(lines)).toContain('https://s3/x');
  });

  it('should say of an error what happened and nothing that a client hung on it', () => {
    const { logger, lines } = collect();
    const config = { headers: { authorization: 'Key one-two-three' }, data: 'words of a person' };
    const inner = Object.assign(new Error('refused'), { config, $response: config, code: 401 });
    const outer = new Error('call failed', { cause: inner });
    logger.error({ msg: 'failed', error: outer });
    logger.error({ msg: 'failed', reason: outer });
    logger.error(outer);
    logger.warn({ msg: 'failed', error: config });
    const written = JSON.stringify(lines);
    expect(written).not.toContain('one-two-three');
    expect(written.match(/words of a person/g)).toHaveLength(1);
    expect(lines[0]).toMatchObject({ cause: { code: 401, error: 'Error: refused' } });
    expect(lines[1]).toMatchObject({ reason: { cause: { code: 401 } } });
  });

  it('should hide the values that it was told of, whatever they look like', () => {
    const { lines, logger } = collect({ secrets: ['open sesame'] });
    logger.log('it said open sesame');
    logger.log({ msg: 'heard', words: ['open sesame!'] });
    logger.warn({ msg: 'heard', error: new Error('open sesame') });
    expect(JSON.stringify(lines)).not.toContain('sesame');
  });

  it('should write what refers to itself', () => {
    const { logger, lines } = collect();
    const ring: Record<string, unknown> = { size: 1n, bytes: Buffer.from('abc') };
    ring['again'] = ring;
    logger.log({ msg: 'ring', ring });
    expect(lines[0]).toMatchObject({ ring: { size: '1', bytes: '[3 bytes]', again: '[...]' } });
  });
});
