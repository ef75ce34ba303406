import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE "avatar_photos" DROP CONSTRAINT "avatar_photos_status"`,
  `ALTER TABLE "avatar_photos" ADD CONSTRAINT "avatar_photos_status" CHECK ("status" in ('pending', 'accepted', 'doubtful', 'refused', 'removed'))`,
  `ALTER TABLE "avatar_photos" ADD "doubts" text array NOT NULL DEFAULT '{}'`,
  `ALTER TABLE "avatar_photos" ADD "warnings" text array NOT NULL DEFAULT '{}'`,
  `ALTER TABLE "avatar_photos" ADD "kept_at" TIMESTAMP WITH TIME ZONE`,
  `ALTER TABLE "avatar_photos" ADD "perceptual_hash" text`,
  `ALTER TABLE "avatar_photos" ADD "face_descriptor" real array`,
];

const DOWN = [
  ...['face_descriptor', 'perceptual_hash', 'kept_at', 'warnings', 'doubts'].map(
    (column) => `ALTER TABLE "avatar_photos" DROP COLUMN "${column}"`,
  ),
  // What the code before knows: photos that nobody decided about or that were taken out will not do.
  `UPDATE "avatar_photos" SET "status" = 'refused' WHERE "status" in ('doubtful', 'removed')`,
  `ALTER TABLE "avatar_photos" DROP CONSTRAINT "avatar_photos_status"`,
  `ALTER TABLE "avatar_photos" ADD CONSTRAINT "avatar_photos_status" CHECK ("status" in ('pending', 'accepted', 'refused'))`,
];

/** Photos that a person is asked about, what they show, and photos taken out of a draft. */
export class PhotoDoubts1795500000000 implements MigrationInterface {
  name = 'PhotoDoubts1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
