/** SQLSTATE classes: connection, rollback (deadlock), resources, lock not available, operator intervention. */
const TRANSIENT_CLASSES = ['08', '40', '53', '55', '57'];
/** As pg, its pool and the network put it where there is no SQLSTATE. */
const TRANSIENT_WORDS =
  /connection terminated|connection error|trying to connect|query read timeout|ECONN|EPIPE|ETIMEDOUT|not queryable|driver not connected/i;

/** Postgres was not there or had to give way: nothing is wrong with the statement, and it will pass later. */
export function isTransientFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) {
    return TRANSIENT_CLASSES.includes(code.slice(0, 2));
  }
  return TRANSIENT_WORDS.test(`${String(code)} ${error.message}`);
}
