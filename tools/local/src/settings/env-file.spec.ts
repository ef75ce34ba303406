import { readEnvFile } from './env-file';

describe('readEnvFile', () => {
  it('should read values, comments, quotes and export', () => {
    const text = [
      '# keys',
      '',
      'FAL_KEY=abc # mine',
      'export LOG_LEVEL="DEBUG"',
      "NOTE='a # b'",
      'URL=http://h/?a=b',
    ].join('\n');
    expect(readEnvFile(text)).toEqual({
      FAL_KEY: 'abc',
      LOG_LEVEL: 'DEBUG',
      NOTE: 'a # b',
      URL: 'http://h/?a=b',
    });
  });

  it('should take an empty value for none', () => {
    expect(readEnvFile('FAL_KEY=\nOPENAI_API_KEY=""')).toEqual({});
  });

  it('should read a quoted value of several lines', () => {
    expect(readEnvFile('CERT="one\ntwo"\nA=b')).toEqual({ CERT: 'one\ntwo', A: 'b' });
  });

  it('should name a line that is no assignment', () => {
    expect(() => readEnvFile('A=b\nFAL_KEY abc')).toThrow(
      'Line 2 of .env is not of the form NAME=value.',
    );
  });

  it('should name a quote that never closes', () => {
    expect(() => readEnvFile('A="b\nC=d')).toThrow(
      'Line 1 of .env opens a quote that never closes.',
    );
  });
});
