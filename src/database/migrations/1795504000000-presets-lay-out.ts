import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Presets say which zones of media servers their cameras may go to. */
export class PresetsLayOut1795504000000 implements MigrationInterface {
  readonly name = 'PresetsLayOut1795504000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE presets ADD layout_rules jsonb');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE presets DROP COLUMN layout_rules');
  }
}
