import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The private organization of cameras that are imported without naming one. */
export class PrivateDefault1796008000000 implements MigrationInterface {
  name = 'PrivateDefault1796008000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE organizations ADD COLUMN is_private_default boolean NOT NULL DEFAULT false`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX organizations_private_default_key ON organizations (is_private_default) WHERE is_private_default`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE organizations DROP COLUMN is_private_default`);
  }
}
