import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { InvalidConfig } from './config';
import { flag, parseConfig, processEnv, redisEnv, variablesOf, wholeNumber } from './config';

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

describe('a secret in a file', () => {
  let folder: string;
  const shape = { TOKEN: z.string('is missing').min(4) };
  const file = (content: string) => {
    const name = path.join(folder, 'token');
    writeFileSync(name, content);
    return name;
  };
  const faults = (env: Record<string, string>) => {
    try {
      parseConfig(shape, env);
      return [];
    } catch (error) {
      return (error as InvalidConfig).faults;
    }
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'aisha-secret-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('should be read without the line end that editors leave', () => {
    expect(parseConfig(shape, { TOKEN_FILE: file('secret word\n') })).toEqual({
      TOKEN: 'secret word',
    });
  });

  it('should be checked like any value', () => {
    expect(faults({ TOKEN_FILE: file('abc') })[0]).toMatch(/^TOKEN /);
  });

  it('should be named when it cannot be read or is empty', () => {
    expect(faults({ TOKEN_FILE: path.join(folder, 'absent') })).toContain(
      "TOKEN_FILE can't be read (ENOENT)",
    );
    expect(faults({ TOKEN_FILE: file('\n') })).toContain('TOKEN_FILE names an empty file');
  });

  it('should not be guessed between two values', () => {
    expect(faults({ TOKEN: 'one word', TOKEN_FILE: file('another') })).toEqual([
      'TOKEN and TOKEN_FILE are both set',
    ]);
  });

  it('should be read in time for the rules between variables', () => {
    const seen: unknown[] = [];
    parseConfig(shape, { TOKEN_FILE: file('secret') }, ({ TOKEN }) => {
      seen.push(TOKEN);
      return [];
    });
    expect(seen).toEqual(['secret']);
  });
});

describe('variablesOf', () => {
  it('should tell which variables a program cannot do without', () => {
    expect(variablesOf({ ...redisEnv, ON: flag('false'), MAYBE: z.string().optional() })).toEqual([
      { name: 'REDIS_URL', required: true },
      { name: 'ON', required: false },
      { name: 'MAYBE', required: false },
    ]);
  });
});
