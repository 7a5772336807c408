import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who sees a camera is asked of everybody who has more than the usual level: few among all. */
export class PeopleWithALevel1796020600000 implements MigrationInterface {
  readonly name = 'PeopleWithALevel1796020600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "users_access_level_idx" ON "users" ("access_level") WHERE access_level <> 'generic'`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX "users_access_level_idx"');
  }
}
