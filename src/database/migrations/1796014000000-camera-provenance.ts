import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What sources last said about cameras, so that what people change by hand is told apart. */
export class CameraProvenance1796014000000 implements MigrationInterface {
  readonly name = 'CameraProvenance1796014000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "camera_provenance" (
         "camera_object_id" text COLLATE "C" NOT NULL,
         "source" text,
         "import_id" integer NOT NULL,
         "file_name" text,
         "line" integer NOT NULL,
         "set_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         "marks" jsonb NOT NULL,
         CONSTRAINT "camera_provenance_pkey" PRIMARY KEY ("camera_object_id"))`,
    );
    await queryRunner.query(`ALTER TABLE "import_deeds" ADD "origin" jsonb`);
    await queryRunner.query(`ALTER TABLE "imports" ADD "drift_count" integer NOT NULL DEFAULT 0`);
    await queryRunner.query(`ALTER TABLE "imports" ADD "drift" jsonb NOT NULL DEFAULT '[]'::jsonb`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "imports" DROP COLUMN "drift"`);
    await queryRunner.query(`ALTER TABLE "imports" DROP COLUMN "drift_count"`);
    await queryRunner.query(`ALTER TABLE "import_deeds" DROP COLUMN "origin"`);
    await queryRunner.query(`DROP TABLE "camera_provenance"`);
  }
}
