import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { RAISE_EPOCH } from './poller-statements';

/** Another process polls now; what this one received must not be stored, nor confirmed. */
export class FenceLost extends Error {
  constructor(readonly epoch: number) {
    super(`epoch ${epoch} is over: another poller has taken over`);
    this.name = 'FenceLost';
  }
}

/** The epoch of the poller. It only grows; who holds an old one cannot commit. */
@Injectable()
export class PollerFence {
  constructor(private readonly database: Database) {}

  /**
   * Starts a new epoch; every transaction under an older one is refused from now on. For those who changed the
   * past, such as a restore of a backup: who polls gives up and begins an epoch of its own.
   */
  async raise(botId: number): Promise<number> {
    const [row] = await this.database.query<{ epoch: string }>(RAISE_EPOCH, [botId]);
    return Number(row!.epoch);
  }

  /**
   * Inside a receiving transaction: keeps the epoch from changing until the commit.
   * @throws {FenceLost}
   */
  async hold(botId: number, epoch: number): Promise<void> {
    const rows = await this.database.query(
      `select 1 from poller_epochs where bot_id = $1 and epoch = $2 for share`,
      [botId, epoch],
    );
    if (rows.length === 0) throw new FenceLost(epoch);
  }
}
