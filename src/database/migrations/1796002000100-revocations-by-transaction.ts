import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Readers of the log ask for what was written by transactions that they have not seen yet. */
export class RevocationsByTransaction1796002000100 implements MigrationInterface {
  readonly name = 'RevocationsByTransaction1796002000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "revocations" ADD "transaction_id" bigint NOT NULL DEFAULT 0`);
    await queryRunner.query(`ALTER TABLE "revocations" ALTER COLUMN "transaction_id" DROP DEFAULT`);
    await queryRunner.query(`CREATE INDEX "revocations_transaction_id_idx" ON "revocations" ("transaction_id")`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "revocations" DROP COLUMN "transaction_id"`);
  }
}
