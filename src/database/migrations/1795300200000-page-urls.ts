import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the cameras of a page's URL, as the first schema finds those of a snapshot's and a stream's. */
export class PageUrls1795300200000 implements MigrationInterface {
  readonly name = 'PageUrls1795300200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX cameras_page_url_idx ON cameras (md5(page_url))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX cameras_page_url_idx`);
  }
}
