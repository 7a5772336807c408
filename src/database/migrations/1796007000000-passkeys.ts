import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Passkeys of people, the challenges that they sign, and sign-ins that prove more in a session that exists. */
export class Passkeys1796007000000 implements MigrationInterface {
  readonly name = 'Passkeys1796007000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "second_factors" ADD "kind" text NOT NULL DEFAULT 'totp'`);
    await queryRunner.query(
      `CREATE TABLE "passkeys" (
         "factor_id" integer NOT NULL,
         "credential_id" bytea NOT NULL,
         "public_key" bytea NOT NULL,
         "counter" bigint NOT NULL,
         "transports" text array NOT NULL,
         CONSTRAINT "passkeys_pkey" PRIMARY KEY ("factor_id"))`,
    );
    await queryRunner.query(`CREATE UNIQUE INDEX "passkeys_credential_id_key" ON "passkeys" ("credential_id")`);
    await queryRunner.query(
      `ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_factor_id_fkey" FOREIGN KEY ("factor_id") REFERENCES "second_factors"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `CREATE TABLE "passkey_challenges" (
         "hash" bytea NOT NULL,
         "place" bytea NOT NULL,
         "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         CONSTRAINT "passkey_challenges_pkey" PRIMARY KEY ("hash"))`,
    );
    await queryRunner.query(`CREATE INDEX "passkey_challenges_place_idx" ON "passkey_challenges" ("place")`);
    await queryRunner.query(`CREATE INDEX "passkey_challenges_expires_at_idx" ON "passkey_challenges" ("expires_at")`);
    await queryRunner.query(`ALTER TABLE "pending_sign_ins" ADD "browser_session_id" uuid`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "pending_sign_ins" DROP COLUMN "browser_session_id"`);
    await queryRunner.query(`DROP TABLE "passkey_challenges"`);
    await queryRunner.query(`DROP TABLE "passkeys"`);
    await queryRunner.query(`DELETE FROM "second_factors" WHERE "kind" <> 'totp'`);
    await queryRunner.query(
      `UPDATE "users" SET "second_factor" = false WHERE "second_factor" AND NOT EXISTS (SELECT FROM "second_factors" f WHERE f."user_id" = "users"."id")`,
    );
    await queryRunner.query(`ALTER TABLE "second_factors" DROP COLUMN "kind"`);
  }
}
