import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What administrators set while the server runs, the system key they give, and finding people by their e-mail address. */
export class AccountsAndSettings1795400100000 implements MigrationInterface {
  readonly name = 'AccountsAndSettings1795400100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of doing) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of undoing) await queryRunner.query(statement);
  }
}

const doing = [
  `CREATE TABLE "system_keys" (
     "id" integer NOT NULL,
     "key_hash" bytea NOT NULL,
     "key_sealed" text NOT NULL,
     "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     CONSTRAINT "system_keys_pkey" PRIMARY KEY ("id")
   )`,
  `CREATE TABLE "installation_settings" (
     "id" integer NOT NULL,
     "values" jsonb NOT NULL,
     "secrets" text,
     "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL,
     CONSTRAINT "installation_settings_pkey" PRIMARY KEY ("id")
   )`,
  // Forgotten passwords are asked for by e-mail address; several people may share one.
  `CREATE INDEX "users_email_idx" ON "users" (lower("email"))`,
];

const undoing = [`DROP INDEX "users_email_idx"`, `DROP TABLE "installation_settings"`, `DROP TABLE "system_keys"`];
