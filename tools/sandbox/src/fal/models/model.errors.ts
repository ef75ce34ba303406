import type { z } from 'zod';

/** One entry of `detail` in FAL's model errors; callers rely on `type` alone. */
export interface ErrorDetail {
  readonly loc: (string | number)[];
  readonly msg: string;
  readonly type: string;
  readonly url?: string;
  readonly input?: unknown;
}

/** A model's refusal, as FAL's errors page describes it. */
export class ModelError extends Error {
  readonly status: number;

  constructor(
    readonly detail: readonly ErrorDetail[],
    status = 422,
  ) {
    super(detail.map(({ msg }) => msg).join('; '));
    this.name = 'ModelError';
    this.status = status;
  }

  get type(): string {
    return this.detail[0]?.type ?? 'internal_server_error';
  }
}

/** A refusal on account of one input field. */
export const fieldError = (field: string, type: string, msg: string, status = 422): ModelError =>
  new ModelError(
    [{ loc: ['body', field], msg, type, url: `https://docs.fal.ai/errors#${type}` }],
    status,
  );

/** An input that does not fit the schema, in the words of FAL's validation. */
export function invalidInput({ issues }: z.ZodError, input: unknown): ModelError {
  return new ModelError(
    issues.map((issue) => ({
      loc: ['body', ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))],
      ...describe(issue),
      input,
    })),
  );
}

function describe(issue: z.core.$ZodIssue): { msg: string; type: string } {
  if (issue.code === 'invalid_type' && issue.input === undefined && isMissing(issue.message)) {
    return { msg: 'Field required', type: 'missing' };
  }
  if (issue.code === 'too_small') return { msg: issue.message, type: 'greater_than_equal' };
  if (issue.code === 'too_big') return { msg: issue.message, type: 'less_than_equal' };
  if (issue.code === 'invalid_value') return { msg: issue.message, type: 'one_of' };
  return { msg: issue.message, type: 'value_error' };
}

const isMissing = (message: string) => /received undefined/.test(message);
