import { Injectable } from '@nestjs/common';
import { Ledger, type User } from '@aisha/accounts';
import { Database } from '@aisha/database';
import { createHash } from 'node:crypto';
import { InventoryRows } from '../inventory/inventory-rows';

/** What somebody would lose. */
export interface Belonging {
  counts: Record<string, number>;
  credits: number;
  /** Trainings that go on and would be stopped. */
  trainings: number;
  /** Short enough for a button, and of nothing else and nobody else: a yes is for what was asked about. */
  digest: string;
}

/** What somebody has here, in numbers. */
@Injectable()
export class Belongings {
  constructor(
    private readonly database: Database,
    private readonly rows: InventoryRows,
    private readonly ledger: Ledger,
  ) {}

  async of({ id, telegramId }: Pick<User, 'id' | 'telegramId'>): Promise<Belonging> {
    const counts = await this.rows.count({ userId: id, chatId: telegramId });
    const [credits, trainings] = [await this.ledger.balance(id), await this.trainings(id)];
    return { counts, credits, trainings, digest: digestOf([id, counts, credits, trainings]) };
  }

  private async trainings(userId: string): Promise<number> {
    const [row] = await this.database.query<{ count: string }>(
      `select count(*) from trainings t join avatars a on a.id = t.avatar_id
       where a.owner_id = $1 and t.settled_at is null`,
      [userId],
    );
    return Number(row!.count);
  }
}

const digestOf = (what: unknown): string =>
  createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 16);
