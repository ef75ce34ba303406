import { Injectable, Logger } from '@nestjs/common';
import { Database, type FalTrace, type Forgetting } from '@aisha/database';
import { FalClient, ProviderFailure } from '@aisha/integrations';

/** FAL answers in a quarter of a second; a person with thousands of pictures shall not wait for hours. */
const AT_ONCE = 4;
/** After each the row is written: a crash repeats no more than these. */
const BATCH = 40;

/** Done with, and whether FAL deleted it; `stopped`: to be looked at once more. */
type Outcome = 'deleted' | 'kept' | 'stopped';

/**
 * What FAL holds of a person: work that goes on is stopped; inputs, outputs and the files that came of it are deleted.
 * One that was at work may still end: it stays on the list for the last look.
 */
@Injectable()
export class FalTraces {
  private readonly logger = new Logger(FalTraces.name);

  constructor(
    private readonly database: Database,
    private readonly fal: FalClient,
  ) {}

  /** @throws ProviderFailure when FAL is away: what was deleted stays deleted, the rest is tried again */
  async remove(forgetting: Forgetting, { last = false } = {}): Promise<void> {
    let left = forgetting.falRequests;
    const todo = left.filter(({ stopped }) => last || !stopped);
    const count = { deleted: 0, kept: 0, stopped: 0 };
    for (let at = 0; at < todo.length; at += BATCH) {
      const outcomes = await this.removeSome(todo.slice(at, at + BATCH), last);
      for (const outcome of outcomes.values()) count[outcome] += 1;
      left = left.flatMap((trace) => afterwards(trace, outcomes.get(trace)));
      await this.write(forgetting, left, count);
    }
  }

  private async removeSome(traces: FalTrace[], last: boolean): Promise<Map<FalTrace, Outcome>> {
    const outcomes = new Map<FalTrace, Outcome>();
    for (let at = 0; at < traces.length; at += AT_ONCE) {
      const some = traces.slice(at, at + AT_ONCE);
      const ends = await Promise.all(some.map((trace) => this.removeOne(trace, last)));
      some.forEach((trace, index) => outcomes.set(trace, ends[index]!));
    }
    return outcomes;
  }

  private async removeOne(
    { requestId, endpoint, open }: FalTrace,
    last: boolean,
  ): Promise<Outcome> {
    if (open) await this.fal.cancel(endpoint, requestId).catch(unlessRetryable);
    const outcome = await this.fal.deletePayloads(requestId).catch(unlessRetryable);
    if (outcome !== 'deleted') this.logger.log({ msg: 'not deleted at FAL', requestId, outcome });
    if (open && !last) return 'stopped';
    return outcome === 'deleted' || outcome === 'not-found' ? 'deleted' : 'kept';
  }

  private async write({ id, counts }: Forgetting, left: FalTrace[], more: Record<Outcome, number>) {
    const falDeleted = (counts['falDeleted'] ?? 0) + more.deleted + more.stopped;
    const falKept = (counts['falKept'] ?? 0) + more.kept;
    await this.database.query(
      `update forgettings set fal_requests = $2, counts = counts || $3::jsonb where id = $1`,
      [id, JSON.stringify(left), JSON.stringify({ falDeleted, falKept })],
    );
  }
}

const afterwards = (trace: FalTrace, outcome: Outcome | undefined): FalTrace[] => {
  if (outcome === undefined) return [trace];
  return outcome === 'stopped' ? [{ ...trace, stopped: true }] : [];
};

/** What FAL refuses for good is not asked again. */
function unlessRetryable(error: unknown): undefined {
  if (error instanceof ProviderFailure && !error.retryable) return undefined;
  throw error;
}
