import { Injectable } from '@nestjs/common';
import { Database, type UsagePurpose } from '@aisha/database';

/** What one call of a model took; `microdollars` null where nobody knows its price. */
export interface CallUsage {
  readonly model: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly seconds?: number;
  readonly characters?: number;
  readonly microdollars: number | null;
}

/** One call, and for whom and what it was. */
export interface NotedCall {
  readonly ownerId: string;
  readonly purpose: UsagePurpose;
  /** Undefined where the server does not tell: the call is counted all the same, as `unknown` and without a price. */
  readonly usage: CallUsage | undefined;
}

/** What a kind of calls cost in some days. */
export interface Cost {
  readonly purpose: UsagePurpose;
  readonly model: string;
  readonly calls: number;
  /** Calls whose price is not known and not in the sum. */
  readonly unpriced: number;
  readonly microdollars: number;
}

const TODAY = `(clock_timestamp() at time zone 'UTC')::date`;
const NOBODY_KNOWS: CallUsage = { model: 'unknown', microdollars: null };

/** What calls of models took, summed by day (of UTC), person, purpose and model. */
@Injectable()
export class Usage {
  constructor(private readonly database: Database) {}

  /** Adds one call. The sum is a row that calls of the same person share: keep it out of long transactions. */
  async note({ ownerId, purpose, usage = NOBODY_KNOWS }: NotedCall): Promise<void> {
    await this.database.query(
      `insert into provider_usage as u (day, owner_id, purpose, model, calls, unpriced,
         input_tokens, output_tokens, seconds, characters, microdollars)
       values (${TODAY}, $1, $2, $3, 1, $4, $5, $6, $7, $8, $9)
       on conflict (owner_id, day, purpose, model) do update set
         calls = u.calls + 1,
         unpriced = u.unpriced + excluded.unpriced,
         input_tokens = u.input_tokens + excluded.input_tokens,
         output_tokens = u.output_tokens + excluded.output_tokens,
         seconds = u.seconds + excluded.seconds,
         characters = u.characters + excluded.characters,
         microdollars = u.microdollars + excluded.microdollars`,
      [ownerId, purpose, usage.model, usage.microdollars === null ? 1 : 0, ...amountsOf(usage)],
    );
  }

  /** How many calls of these kinds a person has had since midnight of UTC. */
  async countToday(ownerId: string, purposes: readonly UsagePurpose[]): Promise<number> {
    const [row] = await this.database.query<{ calls: string }>(
      `select coalesce(sum(calls), 0) as calls from provider_usage
       where owner_id = $1 and day = ${TODAY} and purpose = any($2::text[])`,
      [ownerId, purposes],
    );
    return Number(row!.calls);
  }

  /** Dearest first. @param days today and so many before it, less one */
  async costs(days: number): Promise<Cost[]> {
    const rows = await this.database.query<Record<keyof Cost, string>>(
      `select purpose, model, sum(calls) as calls, sum(unpriced) as unpriced,
         sum(microdollars) as microdollars
       from provider_usage where day > ${TODAY} - $1::integer
       group by purpose, model order by sum(microdollars) desc, sum(calls) desc, purpose, model`,
      [days],
    );
    return rows.map((row) => ({
      purpose: row.purpose as UsagePurpose,
      model: row.model,
      calls: Number(row.calls),
      unpriced: Number(row.unpriced),
      microdollars: Number(row.microdollars),
    }));
  }
}

function amountsOf(usage: CallUsage): number[] {
  const { inputTokens = 0, outputTokens = 0, seconds = 0, characters = 0, microdollars } = usage;
  return [inputTokens, outputTokens, seconds, characters, Math.ceil(microdollars ?? 0)];
}
