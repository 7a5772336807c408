import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an application may do as an OAuth client; sessions that belong to one; authorization codes; consents. */
export class Oauth1796000000000 implements MigrationInterface {
  readonly name = 'Oauth1796000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "applications" ALTER COLUMN "secret_hash" DROP NOT NULL`);
    await queryRunner.query(
      `ALTER TABLE "applications"
         ADD "grants" text array,
         ADD "auth_method" text,
         ADD "redirect_uris" text array NOT NULL DEFAULT '{}',
         ADD "post_logout_uris" text array NOT NULL DEFAULT '{}',
         ADD "jwks" jsonb,
         ADD "first_party" boolean NOT NULL DEFAULT false,
         ADD "id_token_algorithm" text NOT NULL DEFAULT 'ES256',
         ADD "resources" text array NOT NULL DEFAULT '{}'`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions"
         ADD "application_id" integer,
         ADD "browser" boolean NOT NULL DEFAULT false,
         ADD "browser_session_id" uuid,
         ADD "scope" text,
         ADD "resource" text,
         ADD "auth_time" TIMESTAMP WITH TIME ZONE,
         ADD "amr" text array,
         ADD "dpop_thumbprint" text`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions" ADD CONSTRAINT "sessions_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `CREATE INDEX "sessions_browser_session_id_idx" ON "sessions" ("browser_session_id") WHERE browser_session_id IS NOT NULL`,
    );
    await queryRunner.query(
      `CREATE INDEX "sessions_application_id_idx" ON "sessions" ("application_id") WHERE application_id IS NOT NULL`,
    );
    await queryRunner.query(
      `CREATE TABLE "authorization_codes" (
         "hash" bytea NOT NULL,
         "application_id" integer NOT NULL,
         "user_id" integer NOT NULL,
         "user_epoch" integer NOT NULL,
         "browser_session_id" uuid NOT NULL,
         "redirect_uri" text NOT NULL,
         "code_challenge" text NOT NULL,
         "scope" text NOT NULL,
         "resource" text,
         "nonce" text,
         "dpop_thumbprint" text,
         "auth_time" TIMESTAMP WITH TIME ZONE NOT NULL,
         "amr" text array NOT NULL,
         "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         "used_at" TIMESTAMP WITH TIME ZONE,
         "session_id" uuid,
         CONSTRAINT "authorization_codes_pkey" PRIMARY KEY ("hash"))`,
    );
    await queryRunner.query(
      `ALTER TABLE "authorization_codes" ADD CONSTRAINT "authorization_codes_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "authorization_codes" ADD CONSTRAINT "authorization_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `CREATE INDEX "authorization_codes_expires_at_idx" ON "authorization_codes" ("expires_at")`,
    );
    await queryRunner.query(
      `CREATE TABLE "oauth_consents" (
         "user_id" integer NOT NULL,
         "application_id" integer NOT NULL,
         "scope" text NOT NULL,
         "granted_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         CONSTRAINT "oauth_consents_pkey" PRIMARY KEY ("user_id", "application_id"))`,
    );
    await queryRunner.query(
      `ALTER TABLE "oauth_consents" ADD CONSTRAINT "oauth_consents_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "oauth_consents" ADD CONSTRAINT "oauth_consents_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "oauth_consents"`);
    await queryRunner.query(`DROP TABLE "authorization_codes"`);
    await queryRunner.query(`DELETE FROM "sessions" WHERE "application_id" IS NOT NULL OR "browser"`);
    await queryRunner.query(
      `ALTER TABLE "sessions" DROP "application_id", DROP "browser", DROP "browser_session_id", DROP "scope", DROP "resource",
         DROP "auth_time", DROP "amr", DROP "dpop_thumbprint"`,
    );
    // Clients without a secret did not exist before.
    await queryRunner.query(`DELETE FROM "applications" WHERE "secret_hash" IS NULL`);
    await queryRunner.query(
      `ALTER TABLE "applications" DROP "grants", DROP "auth_method", DROP "redirect_uris", DROP "post_logout_uris", DROP "jwks",
         DROP "first_party", DROP "id_token_algorithm", DROP "resources"`,
    );
    await queryRunner.query(`ALTER TABLE "applications" ALTER COLUMN "secret_hash" SET NOT NULL`);
  }
}
