import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['camera_permissions', 'folder_permissions', 'memberships'];

/** From when until when a permission or a membership is in force. */
export class GrantPeriods1796010000000 implements MigrationInterface {
  name = 'GrantPeriods1796010000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables)
      await queryRunner.query(
        `ALTER TABLE ${table} ADD COLUMN valid_from timestamptz, ADD COLUMN valid_until timestamptz`,
      );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables)
      await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN valid_from, DROP COLUMN valid_until`);
  }
}
