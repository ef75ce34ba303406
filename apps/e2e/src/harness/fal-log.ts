import { eventually } from '@aisha/testing';
import type { Person } from './person';
import type { Stack } from './stack';

/** A job as the stand-in of FAL knows it. */
export interface FalJob {
  id: string;
  endpoint: string;
  status: string;
  completedAt?: string;
  deliveries: { status: number }[];
}
/** Paid work of a person, as its row says. */
export interface WorkRow {
  id: string;
  status: string;
  failure: string | null;
  attempt: number;
  hold: string;
  settledAt: Date | null;
}

const PAID_WORK = {
  image: 'select w.* from images w join users u on u.id = w.owner_id',
  training:
    'select w.* from trainings w join avatars a on a.id = w.avatar_id join users u on u.id = a.owner_id',
} as const;
export type PaidWork = keyof typeof PAID_WORK;

/** What FAL was asked and what became of it: the truth that the product is held to. */
export class FalLog {
  constructor(private readonly stack: Pick<Stack, 'urls' | 'rows'>) {}

  async jobs(): Promise<FalJob[]> {
    const answer = await fetch(new URL('/_sandbox/requests', this.stack.urls.fal));
    return (await answer.json()) as FalJob[];
  }

  async rotateKeys(): Promise<void> {
    await fetch(new URL('/_sandbox/rotate-keys', this.stack.urls.fal), { method: 'POST' });
  }

  /** The work that a person asked for last. */
  async work(person: Person, kind: PaidWork): Promise<WorkRow> {
    const [row] = await this.stack.rows<WorkRow>(
      `select w.id, w.status, w.failure, w.attempt, w.settled_at as "settledAt", h.status as hold
       from (${PAID_WORK[kind]} where u.telegram_id = $1 order by w.created_at desc limit 1) w
       join holds h on h.id = w.hold_id`,
      [person.id],
    );
    return row!;
  }

  async workIn(person: Person, kind: PaidWork, status: string): Promise<WorkRow> {
    return eventually(async () => {
      const row = await this.work(person, kind);
      if (row?.status !== status) throw new Error(`${kind} is ${row?.status}, not ${status}`);
      return row;
    });
  }

  /** Longer than FAL may be silent. */
  async letTimeGoBy({ id }: WorkRow, kind: PaidWork): Promise<void> {
    await this.stack.rows(
      `update ${kind === 'image' ? 'images' : 'trainings'} set next_check_at = now(),
         submitted_at = submitted_at - interval '4 hours' where id = $1`,
      [id],
    );
  }

  /** Has what waits looked at now. */
  async hurry({ id }: WorkRow, kind: PaidWork): Promise<void> {
    const table = kind === 'image' ? 'images' : 'trainings';
    await this.stack.rows(`update ${table} set next_check_at = now() where id = $1`, [id]);
  }

  /** Sum of all postings. */
  async imbalance(): Promise<number> {
    const [row] = await this.stack.rows<{ sum: string }>(
      'select coalesce(sum(amount), 0) as sum from ledger_postings',
    );
    return Number(row!.sum);
  }
}
