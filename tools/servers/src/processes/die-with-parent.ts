import { findExecutable } from './find-executable';

/**
 * Prefix of a command that lets the kernel end it when the process that starts it dies, kill -9 included.
 * Empty where the system cannot (not Linux, no util-linux): there the next start finds what was left.
 */
export function dieWithParent(signal: 'TERM' | 'INT'): string[] {
  const setpriv =
    process.platform === 'linux' ? findExecutable(['setpriv'], ['/usr/bin']) : undefined;
  return setpriv ? [setpriv, '--pdeathsig', signal] : [];
}
