import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A permission on a tag changes who sees what, as the feed of changes must know. */
export class TagsInTheFeed1796019900000 implements MigrationInterface {
  readonly name = 'TagsInTheFeed1796019900000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TRIGGER "feed_rights" AFTER INSERT OR DELETE OR UPDATE ON tag_permissions
       FOR EACH STATEMENT EXECUTE FUNCTION feed_rights()`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER "feed_rights" ON tag_permissions');
  }
}
