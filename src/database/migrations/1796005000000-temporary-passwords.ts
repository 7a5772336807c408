import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A password that an administrator chose, which its owner has yet to replace; sign-ins between two of their pages. */
export class TemporaryPasswords1796005000000 implements MigrationInterface {
  readonly name = 'TemporaryPasswords1796005000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "users" ADD "must_change_password" boolean NOT NULL DEFAULT false`);
    await queryRunner.query(
      `CREATE TABLE "pending_sign_ins" (
         "hash" bytea NOT NULL,
         "user_id" integer NOT NULL,
         "user_epoch" integer NOT NULL,
         "amr" text array NOT NULL,
         "secret_sealed" text,
         "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         CONSTRAINT "pending_sign_ins_pkey" PRIMARY KEY ("hash"))`,
    );
    await queryRunner.query(`CREATE INDEX "pending_sign_ins_expires_at_idx" ON "pending_sign_ins" ("expires_at")`);
    await queryRunner.query(
      `ALTER TABLE "pending_sign_ins" ADD CONSTRAINT "pending_sign_ins_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "pending_sign_ins"`);
    await queryRunner.query(`ALTER TABLE "users" DROP COLUMN "must_change_password"`);
  }
}
