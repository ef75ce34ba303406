import { z } from 'zod';
import { ProviderFailure, type FailureDetails, type FailureKind } from '../provider.errors';
import { retryAfterMs } from '../retry-after';

const modelError = z.object({ type: z.string().optional(), msg: z.string().optional() });
const errorBody = z.object({
  detail: z.union([z.string(), z.array(modelError)]).optional(),
  error_type: z.string().optional(),
  status: z.string().optional(),
});
type ErrorBody = z.infer<typeof errorBody>;

/** FAL's answer to a call that it did not fulfil: its own types, not its prose, decide. */
export interface FalErrorAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly errorType?: string;
  readonly text: string;
  /** False for the pages of proxies and the like, which say nothing about the request. */
  readonly fromFal: boolean;
}

/** Reads an error answer; a body of any other shape is not an error of its own. */
export async function readErrorAnswer(response: Response): Promise<FalErrorAnswer> {
  const body = parseBody(await response.text());
  const { status, headers } = response;
  const errorType = typeOf(body) ?? headers.get('x-fal-error-type') ?? undefined;
  const text = textOf(body) || response.statusText || `HTTP ${status}`;
  return { status, headers, errorType, text, fromFal: body !== undefined };
}

/** A FAL error answer as a failure. Sources of the types: FAL's errors and request-errors pages. */
export function falFailure(answer: FalErrorAnswer): ProviderFailure {
  const { status, errorType, headers } = answer;
  const details = { status, errorType, retryAfterMs: retryAfterMs(headers) };
  return new ProviderFailure('fal', kindOf(answer), answer.text, {
    ...details,
    ...saidRetryable(headers),
  });
}

/** A submit whose fate is not known: FAL has no idempotency key, so a second one may bill twice. */
export function outcomeUnknown(reason: string, status?: number): ProviderFailure {
  return new ProviderFailure('fal', 'outcome-unknown', reason, { status });
}

function kindOf({ status, errorType, text }: FalErrorAnswer): FailureKind {
  if (errorType === 'content_policy_violation') return 'content-policy';
  if (status === 403 && /exhausted balance/i.test(text)) return 'balance';
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 429) return 'rate-limited';
  if (status === 408 || status >= 500) return 'unavailable';
  return errorType === 'downstream_service_error' ? 'unavailable' : 'rejected';
}

function saidRetryable(headers: Headers): FailureDetails {
  const said = headers.get('x-fal-retryable') ?? headers.get('x-fal-needs-retry');
  if (said === null) return {};
  return { retryable: said === '1' || said.toLowerCase() === 'true' };
}

function parseBody(text: string): ErrorBody | undefined {
  try {
    return errorBody.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function typeOf(body: ErrorBody | undefined): string | undefined {
  const fromDetail = Array.isArray(body?.detail) ? body.detail[0]?.type : undefined;
  return body?.error_type ?? fromDetail;
}

function textOf(body: ErrorBody | undefined): string | undefined {
  if (!body) return undefined;
  if (typeof body.detail === 'string') return body.detail;
  return body.detail?.map(({ msg }) => msg).join('; ') ?? body.status;
}
