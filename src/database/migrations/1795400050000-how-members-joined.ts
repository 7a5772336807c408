import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How somebody became a member, which decides whether those who edit users there also keep their account. */
export class HowMembersJoined1795400050000 implements MigrationInterface {
  readonly name = 'HowMembersJoined1795400050000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "memberships" ADD COLUMN "joined" text NOT NULL DEFAULT 'kept'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "memberships" DROP COLUMN "joined"`);
  }
}
