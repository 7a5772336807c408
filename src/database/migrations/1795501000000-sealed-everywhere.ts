import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the secrets of presets and media servers are sealed, and how far old rows have been gone through. */
export class SealedEverywhere1795501000000 implements MigrationInterface {
  readonly name = 'SealedEverywhere1795501000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['presets', 'streamers'])
      await queryRunner.query(`ALTER TABLE "${table}" ADD COLUMN "secrets_sealed" text`);
    await queryRunner.query(`CREATE TABLE "sealing_steps" (
      "name" text COLLATE "C" NOT NULL,
      "last_id" integer NOT NULL DEFAULT 0,
      "done_at" TIMESTAMP WITH TIME ZONE,
      CONSTRAINT "sealing_steps_pkey" PRIMARY KEY ("name")
    )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "sealing_steps"`);
    for (const table of ['presets', 'streamers'])
      await queryRunner.query(`ALTER TABLE "${table}" DROP COLUMN "secrets_sealed"`);
  }
}
