import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What may be presented once: `jti` of client assertions (RFC 7523) and of DPoP proofs (RFC 9449). */
export class UsedIdentifiers1796004000100 implements MigrationInterface {
  readonly name = 'UsedIdentifiers1796004000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "used_identifiers" (
         "hash" bytea NOT NULL,
         "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         CONSTRAINT "used_identifiers_pkey" PRIMARY KEY ("hash"))`,
    );
    await queryRunner.query(`CREATE INDEX "used_identifiers_expires_at_idx" ON "used_identifiers" ("expires_at")`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "used_identifiers"`);
  }
}
