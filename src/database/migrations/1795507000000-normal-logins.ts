import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Logins in NFC, as they are looked up from now on. One whose normal form somebody else has stays as it is: its owner's
 * identity is not for a migration to decide, and an administrator may rename it. Only UTF-8 databases know normal forms.
 */
export class NormalLogins1795507000000 implements MigrationInterface {
  readonly name = 'NormalLogins1795507000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const utf8: unknown[] = await queryRunner.query(`SELECT 1 WHERE current_setting('server_encoding') = 'UTF8'`);
    if (utf8.length === 0) return;
    await queryRunner.query(
      `UPDATE "users" u SET "login" = normalize(u."login", NFC)
       WHERE u."login" IS NOT NFC NORMALIZED
         AND NOT EXISTS (
           SELECT 1 FROM "users" o
           WHERE o."id" <> u."id" AND lower(normalize(o."login", NFC)) = lower(normalize(u."login", NFC)))`,
    );
  }

  async down(): Promise<void> {}
}
