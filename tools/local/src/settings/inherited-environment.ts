import type { Environment } from './env-file';

const inherited =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SystemRoot|NODE_EXTRA_CA_CERTS|NODE_USE_\w+|SSL_CERT_\w+|(HTTPS?|NO|ALL)_PROXY)$/i;

/**
 * What programs get from the shell: the machine's settings, none of the project's. A DATABASE_URL that a shell
 * still holds for something else must not be migrated by `npm start`.
 */
export function inheritedEnvironment(env: NodeJS.ProcessEnv): Environment {
  const kept = Object.entries(env).filter(([name, value]) => value && inherited.test(name));
  return Object.fromEntries(kept) as Environment;
}
