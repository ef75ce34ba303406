import { isTransientFault } from './transient-fault';

const fault = (message: string, code?: string) => Object.assign(new Error(message), { code });

describe('isTransientFault', () => {
  it.each([
    fault('terminating connection due to administrator command', '57P01'),
    fault('deadlock detected', '40P01'),
    fault('sorry, too many clients already', '53300'),
    fault('connect refused', 'ECONNREFUSED'),
    fault('Connection terminated unexpectedly'),
    fault('timeout exceeded when trying to connect'),
  ])('should take %s for a thing that passes', (error) => {
    expect(isTransientFault(error)).toBe(true);
  });

  it.each([
    fault('duplicate key value', '23505'),
    fault('syntax error', '42601'),
    fault('invalid byte sequence', '22021'),
    new TypeError('undefined is not a function'),
    'words',
  ])('should not take %s for one', (error) => {
    expect(isTransientFault(error)).toBe(false);
  });
});
