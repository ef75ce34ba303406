import { Injectable } from '@nestjs/common';
import { withDeadline } from '../deadline';
import { maskSecrets } from '../logging/redaction';

/** Resolves when the thing can be used, throws with the reason when not. May return a detail to show. */
export type HealthCheck = () => Promise<string | void>;

export interface CheckResult {
  status: 'ok' | 'down';
  detail?: string;
}

const CHECK_TIMEOUT_MS = 2_000;
/** A check that has not ended by then never will, as when its connection was cut: the next request asks anew. */
const ABANDONED_MS = 10_000;

interface RunningCheck {
  readonly begun: number;
  readonly end: Promise<string | void>;
}

/** The things that this process needs to do its part; the modules that use them add their checks. */
@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, HealthCheck>();
  private readonly running = new Map<string, RunningCheck>();

  add(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  async run(): Promise<{ ok: boolean; checks: Record<string, CheckResult> }> {
    const results = await Promise.all(
      [...this.checks.keys()].map(async (name) => [name, await outcome(this.check(name))] as const),
    );
    return {
      ok: results.every(([, result]) => result.status === 'ok'),
      checks: Object.fromEntries(results),
    };
  }

  /** However many ask, a thing that is slow to answer is asked once at a time. */
  private check(name: string): Promise<string | void> {
    const running = this.running.get(name);
    if (running && performance.now() - running.begun < ABANDONED_MS) return running.end;
    const end = this.start(name);
    const begun = { begun: performance.now(), end };
    this.running.set(name, begun);
    const forget = () => {
      if (this.running.get(name) === begun) this.running.delete(name);
    };
    end.then(forget, forget);
    return end;
  }

  private async start(name: string): Promise<string | void> {
    return this.checks.get(name)?.();
  }
}

async function outcome(check: Promise<string | void>): Promise<CheckResult> {
  try {
    const late = `no answer within ${CHECK_TIMEOUT_MS} ms`;
    const detail = await withDeadline(check, CHECK_TIMEOUT_MS, late);
    return detail ? { status: 'ok', detail } : { status: 'ok' };
  } catch (error) {
    return { status: 'down', detail: reason(error) };
  }
}

/** Some network errors come with an empty message and their code only. */
const reason = (error: unknown): string => {
  const { message, code } = error as { message?: string; code?: string };
  return maskSecrets(message || code || 'unknown');
};
