import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each becomes a space: the parser of PostgreSQL would take `tokyo/tower` for a path, and the hyphen of `gate-7` for a sign. */
const marks = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const quoted = (text: string): string => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

const text = ['title', 'description', 'city', 'state'].reduce(
  (all, name) => `${all} || ' ' || coalesce(${name}, '')`,
  'name',
);
const words = `to_tsvector('simple', translate(folded_name(${text}), ${quoted(marks)}, ${quoted(' '.repeat(marks.length))}))`;

/**
 * Finds cameras by words of their texts, whatever the case and the accents. The expression is written out: in a function of ours,
 * `folded_name` would not be found while a dump is restored. Building it holds up writers, not readers: 11 s for a million cameras.
 */
export class CameraWords1796012000100 implements MigrationInterface {
  readonly name = 'CameraWords1796012000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`SET LOCAL maintenance_work_mem = '256MB'`);
    await queryRunner.query(`CREATE INDEX cameras_words_idx ON cameras USING gin (${words})`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX cameras_words_idx`);
  }
}
