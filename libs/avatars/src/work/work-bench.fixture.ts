import { randomUUID } from 'node:crypto';
import type { Training } from '@aisha/database';
import { FalClient } from '@aisha/integrations';
import { CALLBACK_SECRET, openWorld, Someone, type World } from '../avatars-world.fixture';
import { CallbackAddress } from '../callbacks/callback-address';
import { signCallback } from '../callbacks/callback-token';
import type { Submitted } from '../fal-stand-in.fixture';
import { Collection } from './collection';
import { Settlement } from './settlement';
import { smallestKind } from './smallest-kind.fixture';
import { Submission } from './submission';
import { ANSWERS, ENDS } from './work-behaviour.fixture';
import { TRAINING_PACE } from './work-bounds';
import { isFinal } from './work-failures';
import type { WorkKind } from './work-kind';
import type { JobEnd, Seen, SubmitAnswer, WorkModel } from './work-model.fixture';
import { WorkRows } from './work-rows';
import { WorkSweep, type DueWork } from './work.sweep';

export const PRICE = 7;

/** The sweep of one replica; it does at once what its jobs would do. */
class BenchSweep extends WorkSweep {
  constructor(private readonly bench: WorkBench) {
    super(bench.world.database, 'trainings', TRAINING_PACE);
  }

  once(): Promise<void> {
    return this.sweep();
  }

  protected submit(due: readonly DueWork[]) {
    return Promise.all(due.map(({ id }) => this.bench.submit(id)));
  }

  protected collect(due: readonly DueWork[]) {
    return Promise.all(due.map(({ id }) => this.bench.collect(id)));
  }
}

/** The real state machine on a real Postgres and a FAL of ours, with the smallest kind of work there is. */
export class WorkBench {
  readonly taken: Submitted[] = [];
  /** Runs while FAL has taken a job and not answered yet. */
  whileTaking: (job: Submitted) => Promise<unknown> = () => Promise.resolve();
  private readonly submission: Submission;
  private readonly collection: Collection;
  private readonly kind: WorkKind<Training>;

  private constructor(readonly world: World) {
    const { database, ledger, config } = world;
    const parts = [
      new FalClient(config),
      new Settlement(database, ledger),
      new CallbackAddress(config),
    ] as const;
    this.submission = new Submission(database, ...parts);
    this.collection = new Collection(database, ...parts);
    this.kind = smallestKind(database);
    world.fal.beforeAnswer = async (job) => {
      this.taken.push(job);
      await this.whileTaking(job);
    };
  }

  static async open(): Promise<WorkBench> {
    const world = await openWorld({ PUBLIC_URL: 'https://aisha.example' });
    await world.database.query('create table bench_words (row_id uuid, is_good boolean)');
    return new WorkBench(world);
  }

  /** Paid work of a person who could just afford it. @returns the row's id */
  async request(): Promise<string> {
    const { database, fal, ledger } = this.world;
    fal.submitted.length = 0;
    const asel = await Someone.with(this.world, PRICE);
    const { id: avatarId } = await asel.draft();
    const hold = await ledger.reserve(asel.id, PRICE, `bench-${randomUUID()}`);
    if (hold.outcome !== 'reserved') throw new Error(hold.outcome);
    const [row] = await database.query<{ id: string }>(
      `insert into trainings (avatar_id, hold_id, bot_id, chat_id, trace_id)
       values ($1, $2, 1, 1, 't') returning id`,
      [avatarId, hold.holdId],
    );
    return row!.id;
  }

  answer(answer: SubmitAnswer): void {
    this.world.fal.behaviour = ANSWERS[answer];
  }

  submit = (id: string) => this.verb(id, () => this.submission.submit(this.kind, id));
  collect = (id: string) => this.verb(id, () => this.collection.collect(this.kind, id));

  /** A worker that dies before it calls FAL. */
  async dieBeforeCall(id: string): Promise<void> {
    const row = await this.kind.find(id);
    await new WorkRows(this.world.database, 'training').begin(row!, 'fal-ai/bench', 60);
  }

  async sweep(replicas: number): Promise<void> {
    await this.world.database.query(
      'update trainings set next_check_at = now() where settled_at is null',
    );
    const sweeps = Array.from({ length: replicas }, () => new BenchSweep(this));
    await Promise.all(sweeps.map((sweep) => sweep.once()));
  }

  /** What FAL sends when a job has ended, or what somebody makes of it. */
  callback(
    { requestId, webhookUrl }: Submitted,
    changes: { token?: string; request?: string } = {},
  ) {
    const token = changes.token ?? new URL(webhookUrl!).searchParams.get('job')!;
    return this.world.callbacks.accept({ token, requestId: changes.request ?? requestId });
  }

  tokenOf(rowId: string, attempt: number): string {
    return signCallback(CALLBACK_SECRET, { subject: 'training', rowId, attempt });
  }

  end({ requestId }: Submitted, end: JobEnd): void {
    this.world.fal.end(requestId, ENDS[end].body, ENDS[end].status);
  }

  /** Longer than any bound. */
  async letTimeGoBy(id: string): Promise<void> {
    await this.world.database.query(
      `update trainings set created_at = created_at - interval '4 hours',
         submitted_at = submitted_at - interval '4 hours' where id = $1`,
      [id],
    );
  }

  takenOf(id: string): Submitted[] {
    return this.taken.filter(({ input }) => input['row'] === id);
  }

  async see(id: string): Promise<Seen & { isSettled: boolean }> {
    const [row] = await this.world.database.query<Seen & { isSettled: boolean }>(
      `select t.status, t.failure, t.attempt, t.settled_at is not null as "isSettled",
         h.status as hold,
         (select count(*)::int from bench_words where row_id = t.id and is_good) as delivered,
         (select count(*)::int from bench_words where row_id = t.id and not is_good) as failed
       from trainings t join holds h on h.id = t.hold_id where t.id = $1`,
      [id],
    );
    return row!;
  }

  /** Whether time has gone by since the request, and since the submit if there was one. */
  async age(id: string): Promise<WorkModel['age']> {
    const [row] = await this.world.database.query<{ created: boolean; submitted: boolean | null }>(
      `select created_at < now() - interval '3 hours' as created,
         submitted_at < now() - interval '3 hours' as submitted from trainings where id = $1`,
      [id],
    );
    const { created, submitted } = row!;
    return submitted === null ? { created } : { created, submitted };
  }

  /** What is left of the money of a row's owner. */
  async balance(id: string): Promise<number> {
    const [row] = await this.world.database.query<{ balance: string }>(
      `select l.balance from trainings t join avatars a on a.id = t.avatar_id
       join ledger_accounts l on l.user_id = a.owner_id and l.kind = 'available' where t.id = $1`,
      [id],
    );
    return Number(row?.balance);
  }

  close(): Promise<void> {
    return this.world.close();
  }

  /** Like a job: what can never work is given up at once. */
  private async verb(id: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Error) || !isFinal(error)) throw error;
      await this.submission.giveUp(this.kind, id, error);
      await this.collection.giveUp(this.kind, id, error);
    }
  }
}
