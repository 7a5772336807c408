import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The schema says which programs may use it, so that an older one can serve beside a newer one during an update. */
export class SchemaCompatibility1796020300000 implements MigrationInterface {
  readonly name = 'SchemaCompatibility1796020300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "schema_compatibility" (
         "id" smallint NOT NULL,
         "needs" text NOT NULL,
         CONSTRAINT "schema_compatibility_pkey" PRIMARY KEY ("id"))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "schema_compatibility"`);
  }
}
