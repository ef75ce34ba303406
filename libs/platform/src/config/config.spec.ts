import { z } from 'zod';
import type { InvalidConfig } from './config';
import { flag, parseConfig, processEnv, redisEnv, wholeNumber } from './config';

const faultsOf = (env: Record<string, string>) => {
  try {
    parseConfig({ ...redisEnv, ...processEnv(8080), TOKEN: z.string() }, env);
    return [];
  } catch (error) {
    return (error as InvalidConfig).faults;
  }
};

describe('parseConfig', () => {
  it('should name every fault at once', () => {
    expect(faultsOf({ HTTP_PORT: 'four', LOG_LEVEL: 'LOUD' })).toEqual([
      'REDIS_URL is missing',
      'HTTP_PORT must be a number',
      'LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR',
      'TOKEN is missing',
    ]);
  });

  it('should never repeat a value, which may be a secret', () => {
    expect(faultsOf({ REDIS_URL: 'hunter2', TOKEN: 't' }).join()).not.toContain('hunter2');
  });

  it('should take an empty value for a missing one', () => {
    const config = parseConfig(
      { PORT: wholeNumber(0, 9).default(7), ON: flag('false') },
      { PORT: '' },
    );
    expect(config).toEqual({ PORT: 7, ON: false });
  });
});
