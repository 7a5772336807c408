import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that their callers may repeat. */
export class KeptAnswers1796009000000 implements MigrationInterface {
  readonly name = 'KeptAnswers1796009000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "kept_answers" (
         "hash" bytea NOT NULL,
         "request" bytea NOT NULL,
         "begun_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         "answer_sealed" text,
         CONSTRAINT "kept_answers_pkey" PRIMARY KEY ("hash"))`,
    );
    await queryRunner.query(`CREATE INDEX "kept_answers_begun_at_idx" ON "kept_answers" ("begun_at")`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "kept_answers"`);
  }
}
