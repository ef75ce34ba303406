/** An error in the shape of OpenAI's API: `{"error":{message,type,param,code}}`. */
export class OpenAiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly about: { type?: string; param?: string | null; code?: string | null } = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'OpenAiError';
  }

  toBody() {
    const { type = 'invalid_request_error', param = null, code = null } = this.about;
    return { error: { message: this.message, type, param, code } };
  }
}

/** The request lacks something or holds something wrong. */
export const badRequest = (message: string, param: string | null, code: string | null = null) =>
  new OpenAiError(400, message, { param, code });
