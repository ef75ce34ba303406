import { JsonLogger, maskSecrets } from './logger';
import { runWithTrace } from './trace';

const collect = () => {
  const lines: Record<string, unknown>[] = [];
  const logger = new JsonLogger(
    { app: 'bot-gateway', instance: 'one', level: 'info' },
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

  it('should mask keys of providers', () => {
    expect(maskSecrets('authorization: Key abc:def')).toBe('authorization: Key [hidden]');
  });
});
