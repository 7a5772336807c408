import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devices without a browser that ask a person for access (RFC 8628). */
export class DeviceAuthorizations1796004000000 implements MigrationInterface {
  readonly name = 'DeviceAuthorizations1796004000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "device_authorizations" (
         "hash" bytea NOT NULL,
         "user_code_hash" bytea NOT NULL,
         "application_id" integer NOT NULL,
         "scope" text NOT NULL,
         "resource" text,
         "interval_seconds" integer NOT NULL DEFAULT 5,
         "polled_at" TIMESTAMP WITH TIME ZONE,
         "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         "decided_at" TIMESTAMP WITH TIME ZONE,
         "user_id" integer,
         "user_epoch" integer,
         "granted_scope" text,
         "auth_time" TIMESTAMP WITH TIME ZONE,
         "amr" text array,
         "used_at" TIMESTAMP WITH TIME ZONE,
         CONSTRAINT "device_authorizations_pkey" PRIMARY KEY ("hash"))`,
    );
    await queryRunner.query(
      `ALTER TABLE "device_authorizations" ADD CONSTRAINT "device_authorizations_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "device_authorizations" ADD CONSTRAINT "device_authorizations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX "device_authorizations_user_code_hash_key" ON "device_authorizations" ("user_code_hash")`,
    );
    await queryRunner.query(
      `CREATE INDEX "device_authorizations_expires_at_idx" ON "device_authorizations" ("expires_at")`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "device_authorizations"`);
  }
}
