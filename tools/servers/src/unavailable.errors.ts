/** This way of getting a server does not work here; the next one may. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}

/** A server was named or needed and cannot be used; the message is one sentence for people. */
export class ServerUnavailable extends Error {
  override readonly name = 'ServerUnavailable';
}

export const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  // Node reports a refused connection to a name with several addresses as an empty AggregateError.
  if (error instanceof AggregateError && !error.message)
    return error.errors.map(messageOf).join(', ');
  return error.message || error.name;
};
