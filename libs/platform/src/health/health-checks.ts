import { Injectable } from '@nestjs/common';
import { withDeadline } from '../deadline';

/** Resolves when the thing can be used, throws with the reason when not. May return a detail to show. */
export type HealthCheck = () => Promise<string | void>;

export interface CheckResult {
  status: 'ok' | 'down';
  detail?: string;
}

const CHECK_TIMEOUT_MS = 2_000;

/** The things that this process needs to do its part; the modules that use them add their checks. */
@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, HealthCheck>();

  add(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  async run(): Promise<{ ok: boolean; checks: Record<string, CheckResult> }> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await outcome(check)] as const),
    );
    return {
      ok: results.every(([, result]) => result.status === 'ok'),
      checks: Object.fromEntries(results),
    };
  }
}

async function outcome(check: HealthCheck): Promise<CheckResult> {
  try {
    const late = `no answer within ${CHECK_TIMEOUT_MS} ms`;
    const detail = await withDeadline(check(), CHECK_TIMEOUT_MS, late);
    return detail ? { status: 'ok', detail } : { status: 'ok' };
  } catch (error) {
    return { status: 'down', detail: reason(error) };
  }
}

/** Some network errors come with an empty message and their code only. */
const reason = (error: unknown): string => {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || 'unknown';
};
