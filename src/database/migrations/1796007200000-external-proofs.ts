import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What external providers say of a sign-in: carried over the pages that ask for more, trusted or not, and kept beside its session. */
export class ExternalProofs1796007200000 implements MigrationInterface {
  readonly name = 'ExternalProofs1796007200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "pending_sign_ins" ADD "external_sealed" text`);
    await queryRunner.query(
      `ALTER TABLE "identity_providers" ADD "trusted_amr" text array NOT NULL DEFAULT '{mfa}',
         ADD "trusted_acr" text array NOT NULL DEFAULT '{}', ADD "version" integer NOT NULL DEFAULT 1`,
    );
    await queryRunner.query(
      `ALTER TABLE "external_sessions" ALTER COLUMN "id_token_sealed" DROP NOT NULL, ADD "subject" text, ADD "sid" text,
         ADD "acr" text, ADD "amr" text array`,
    );
    await queryRunner.query(
      `CREATE INDEX "external_sessions_subject_idx" ON "external_sessions" ("provider_id", "subject")`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "external_sessions_subject_idx"`);
    await queryRunner.query(`DELETE FROM "external_sessions" WHERE "id_token_sealed" IS NULL`);
    await queryRunner.query(
      `ALTER TABLE "external_sessions" DROP COLUMN "amr", DROP COLUMN "acr", DROP COLUMN "sid", DROP COLUMN "subject",
         ALTER COLUMN "id_token_sealed" SET NOT NULL`,
    );
    await queryRunner.query(
      `ALTER TABLE "identity_providers" DROP COLUMN "version", DROP COLUMN "trusted_acr", DROP COLUMN "trusted_amr"`,
    );
    await queryRunner.query(`ALTER TABLE "pending_sign_ins" DROP COLUMN "external_sealed"`);
  }
}
