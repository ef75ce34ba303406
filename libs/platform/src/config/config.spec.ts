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

  it('should name broken rules between variables beside all other faults', () => {
    const rules = (given: Readonly<Record<string, string | undefined>>) =>
      given.MODE === 'secure' && !given.SECRET ? ['SECRET is missing: MODE=secure needs it'] : [];
    const parse = (env: Record<string, string>) =>
      parseConfig({ MODE: z.string(), PORT: wholeNumber(0, 9) }, env, rules);
    expect(() => parse({ MODE: 'secure', PORT: 'x' })).toThrow(
      'PORT must be a number\nSECRET is missing: MODE=secure needs it',
    );
    expect(() => parse({ MODE: 'secure', PORT: '1' })).toThrow('SECRET is missing');
    expect(parse({ MODE: 'open', PORT: '1' })).toEqual({ MODE: 'open', PORT: 1 });
  });
});
