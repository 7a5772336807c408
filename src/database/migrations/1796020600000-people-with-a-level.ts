import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who sees a camera is asked of everybody who has more than the usual level: few among all. */
export class PeopleWithALevel1796020600000 implements MigrationInterface {
  readonly name = 'PeopleWithALevel1796020600000';
  /** Nobody waits while the index is built; that cannot be part of a transaction. */
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('SET lock_timeout = 0');
    // One that was interrupted leaves an invalid index behind.
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS "users_access_level_idx"');
    await queryRunner.query(
      `CREATE INDEX CONCURRENTLY "users_access_level_idx" ON "users" ("access_level") WHERE access_level <> 'generic'`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX CONCURRENTLY IF EXISTS "users_access_level_idx"');
  }
}
