import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An ending of a web URL's path. */
const ending = (column: string, words: string): string => `${column} ~* '^https?://[^?#]*[.](${words})([?#]|$)'`;

/**
 * A snapshot URL is a picture's: pages and videos that stand there move to where they belong. A stream that is a
 * playlist says so. What a time zone's clocks show is asked of PostgreSQL, which may not know every zone that Node knows.
 */
export class Retrieval1795503000100 implements MigrationInterface {
  readonly name = 'Retrieval1795503000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`UPDATE cameras SET page_url = coalesce(page_url, snapshot_url), snapshot_url = NULL
      WHERE credentials_sealed IS NULL AND (page_url IS NULL OR page_url = snapshot_url)
        AND ${ending('snapshot_url', 'html|htm|xhtml|shtml')}`);
    await queryRunner.query(`UPDATE cameras SET stream_url = snapshot_url, snapshot_url = NULL,
        kind = CASE kind WHEN 'non_ip' THEN 'stream' ELSE kind END
      WHERE credentials_sealed IS NULL AND stream_url IS NULL AND ${ending('snapshot_url', 'm3u8|m3u|mp4|webm|mov')}`);
    await queryRunner.query(
      `UPDATE cameras SET protocol = 'hls' WHERE protocol IS NULL AND ${ending('stream_url', 'm3u8|m3u')}`,
    );
    await queryRunner.query(`UPDATE cameras SET protocol = NULL
      WHERE protocol = 'hls' AND (stream_url ~ '^[^?#]*/([?#]|$)' OR ${ending('stream_url', 'mp4|webm|mov|html|htm')})`);
    await queryRunner.query(`CREATE FUNCTION zone_offset_seconds(zone text) RETURNS integer
      LANGUAGE plpgsql STABLE STRICT AS $zone$
      BEGIN
        RETURN extract(epoch FROM (now() AT TIME ZONE zone) - (now() AT TIME ZONE 'UTC'))::integer;
      EXCEPTION WHEN invalid_parameter_value THEN
        RETURN NULL;
      END $zone$`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION zone_offset_seconds(text)`);
  }
}
