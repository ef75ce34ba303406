import type { IncomingMessage, ServerResponse } from 'node:http';

/** So much of an unwanted body is read, that its sender may hear the answer. */
const MOST_DISCARDED = 16 * 1024 * 1024;

/** The raw body of a request, asked for only when it is wanted (`Expect: 100-continue`). */
export class RequestBody {
  private read = false;

  constructor(
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly expectsContinue: boolean,
  ) {}

  start(): AsyncIterable<Buffer> {
    if (!this.read && this.expectsContinue) this.response.writeContinue();
    this.read = true;
    // Else a refusal in the middle of a body would cut the connection that must carry it.
    return this.request.iterator({ destroyOnReturn: false });
  }

  /**
   * Reads what is left, before a refusal is sent: a client that still writes when the connection
   * closes would see a reset in place of the answer. False if the connection is of no more use.
   */
  async discard(): Promise<boolean> {
    if (this.request.complete) return true;
    if (this.expectsContinue && !this.read) return false;
    let size = 0;
    for await (const part of this.start()) {
      size += part.length;
      if (size > MOST_DISCARDED) return false;
    }
    return true;
  }
}
