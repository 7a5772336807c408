import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Authorization requests that clients sent beforehand (RFC 9126). */
export class PushedRequests1796004000200 implements MigrationInterface {
  readonly name = 'PushedRequests1796004000200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "pushed_requests" (
         "hash" bytea NOT NULL,
         "application_id" integer NOT NULL,
         "parameters" jsonb NOT NULL,
         "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         "opened_at" TIMESTAMP WITH TIME ZONE,
         "used_at" TIMESTAMP WITH TIME ZONE,
         CONSTRAINT "pushed_requests_pkey" PRIMARY KEY ("hash"))`,
    );
    await queryRunner.query(
      `ALTER TABLE "pushed_requests" ADD CONSTRAINT "pushed_requests_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(`CREATE INDEX "pushed_requests_expires_at_idx" ON "pushed_requests" ("expires_at")`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "pushed_requests"`);
  }
}
