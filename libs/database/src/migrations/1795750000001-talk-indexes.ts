import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes';

const INDEXES = {
  // What a person asked today.
  answers_owner_day: `"answers" ("owner_id", "created_at")`,
};

/** Built while people use the tables. */
export class TalkIndexes1795750000001 implements MigrationInterface {
  name = 'TalkIndexes1795750000001';
  readonly transaction = false;

  up(runner: QueryRunner): Promise<void> {
    return buildIndexes(runner, INDEXES);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropIndexes(runner, INDEXES);
  }
}
