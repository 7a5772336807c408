import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key is published as `next` before it signs; when a key began to sign. */
export class NextSigningKeys1796002000200 implements MigrationInterface {
  readonly name = 'NextSigningKeys1796002000200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "signing_keys" ADD "signs_since" TIMESTAMP WITH TIME ZONE`);
    // Until now a key signed from the moment it was made.
    await queryRunner.query(`UPDATE "signing_keys" SET signs_since = created_at`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "signing_keys_next_key" ON "signing_keys" ("algorithm") WHERE status = 'next'`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM "signing_keys" WHERE status = 'next'`);
    await queryRunner.query(`DROP INDEX "signing_keys_next_key"`);
    await queryRunner.query(`ALTER TABLE "signing_keys" DROP COLUMN "signs_since"`);
  }
}
