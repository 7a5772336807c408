import type { MigrationInterface, QueryRunner } from 'typeorm';

const address = `'http://' || case when strpos(ip, ':') > 0 then '[' || ip || ']' else ip end
  || coalesce(':' || port::text, '') || case when left(coalesce(video_path, image_path, '/'), 1) = '/' then '' else '/' end
  || coalesce(video_path, image_path, '/')`;

const inputUrls = `case when inputs is not null
  then replace(left(substr(jsonb_path_query_array(inputs, '$[*].url')::text, 3), -2), '", "', chr(10))
  else coalesce(stream_url, snapshot_url, ${address}) end`;

/** Finds cameras by a part of an input's URL; a camera has at most 16 inputs of 2048 characters. */
export class SearchedAddresses1795508000000 implements MigrationInterface {
  readonly name = 'SearchedAddresses1795508000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX cameras_input_urls_idx ON cameras USING gin (lower((${inputUrls}) collate "default") gin_trgm_ops)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX cameras_input_urls_idx`);
  }
}
