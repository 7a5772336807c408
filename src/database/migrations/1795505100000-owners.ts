import type { MigrationInterface, QueryRunner } from 'typeorm';

/** No organization without an owner: the first administrator takes those that have none, and owners are not just deleted. */
export class Owners1795505100000 implements MigrationInterface {
  readonly name = 'Owners1795505100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `UPDATE organizations SET owner_id = (
         SELECT id FROM users WHERE access_level = 'admin' ORDER BY disabled, id LIMIT 1) WHERE owner_id IS NULL`,
    );
    await replaceKey(queryRunner, 'NO ACTION');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await replaceKey(queryRunner, 'SET NULL');
  }
}

async function replaceKey(queryRunner: QueryRunner, onDelete: 'NO ACTION' | 'SET NULL'): Promise<void> {
  await queryRunner.query(`ALTER TABLE "organizations" DROP CONSTRAINT "organizations_owner_id_fkey"`);
  await queryRunner.query(
    `ALTER TABLE "organizations" ADD CONSTRAINT "organizations_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE ${onDelete} ON UPDATE NO ACTION`,
  );
}
