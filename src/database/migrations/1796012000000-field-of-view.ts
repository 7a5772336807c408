import type { MigrationInterface, QueryRunner } from 'typeorm';

const earthRadiusMetres = 6_371_008.8;

/**
 * Where cameras look. The index has, for each camera that says how far it sees, the box on the unit sphere around everything that
 * it may see: which cameras see a point is one look-up, however far others see. No camera has a range yet, so it is built at once.
 */
export class FieldOfView1796012000000 implements MigrationInterface {
  readonly name = 'FieldOfView1796012000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE cameras ADD COLUMN azimuth double precision,
      ADD COLUMN view_angle double precision, ADD COLUMN view_range_metres double precision`);
    await queryRunner.query(
      `CREATE INDEX cameras_view_idx ON cameras USING gist (
        cube_enlarge(position, 2 * sin(view_range_metres / ${2 * earthRadiusMetres}) * (1 + 1e-9) + 1e-12, 3)
      ) WHERE view_range_metres IS NOT NULL`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX cameras_view_idx`);
    await queryRunner.query(
      `ALTER TABLE cameras DROP COLUMN azimuth, DROP COLUMN view_angle, DROP COLUMN view_range_metres`,
    );
  }
}
