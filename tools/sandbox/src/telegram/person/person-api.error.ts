/** A request that the person's side refuses, with its HTTP status. */
export class PersonApiError extends Error {
  constructor(
    readonly statusCode: number,
    reason: string,
  ) {
    super(reason);
  }
}
