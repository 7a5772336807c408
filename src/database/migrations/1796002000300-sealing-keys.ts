import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which master secrets sealed values may still need. */
export class SealingKeys1796002000300 implements MigrationInterface {
  readonly name = 'SealingKeys1796002000300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "sealing_keys" (
          "key_id" text NOT NULL,
          "first_used_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
          CONSTRAINT "sealing_keys_pkey" PRIMARY KEY ("key_id")
      )
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "sealing_keys"`);
  }
}
