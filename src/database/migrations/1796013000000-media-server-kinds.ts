import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which program a media server runs; unknown for those that there are. */
export class MediaServerKinds1796013000000 implements MigrationInterface {
  readonly name = 'MediaServerKinds1796013000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE streamers ADD COLUMN kind text COLLATE "C"`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE streamers DROP COLUMN kind`);
  }
}
