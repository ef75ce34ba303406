import { findExecutable } from '../processes/find-executable';

const names = ['redis-server', 'valkey-server'];
// PATH of a service or an editor is often short.
const dirs = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];

/** Redis, or Valkey, of this system. */
export const findRedisBinary = (): string | undefined => findExecutable(names, dirs);
