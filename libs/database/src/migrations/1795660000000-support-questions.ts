import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes';

const INDEXES = {
  outbound_messages_questions: `"outbound_messages" ((notice->>'userId'))
    WHERE notice->>'kind' = 'support-question'`,
};

/** What somebody asked the operators is found again when they are forgotten. Built while people use the table. */
export class SupportQuestions1795660000000 implements MigrationInterface {
  name = 'SupportQuestions1795660000000';
  readonly transaction = false;

  up(runner: QueryRunner): Promise<void> {
    return buildIndexes(runner, INDEXES);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropIndexes(runner, INDEXES);
  }
}
