import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One current signing key of each algorithm, and the log of what was revoked. */
export class KeysAndRevocations1796002000000 implements MigrationInterface {
  readonly name = 'KeysAndRevocations1796002000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "signing_keys_current_key"`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "signing_keys_current_key" ON "signing_keys" ("algorithm") WHERE status = 'current'`,
    );
    await queryRunner.query(`
      CREATE TABLE "revocations" (
          "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
          "kind" text NOT NULL,
          "key" text NOT NULL,
          "at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
          "expires_at" TIMESTAMP WITH TIME ZONE,
          CONSTRAINT "revocations_pkey" PRIMARY KEY ("id")
      )
    `);
    await queryRunner.query(
      `CREATE INDEX "revocations_expires_at_idx" ON "revocations" ("expires_at") WHERE kind = 'token'`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "revocations"`);
    await queryRunner.query(`DELETE FROM "signing_keys" WHERE algorithm <> 'ES256'`);
    await queryRunner.query(`DROP INDEX "signing_keys_current_key"`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "signing_keys_current_key" ON "signing_keys" ("status") WHERE status = 'current'`,
    );
  }
}
