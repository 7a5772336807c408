import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Applications that nobody registered: their metadata document describes them. */
export class ClientDocuments1796007100000 implements MigrationInterface {
  readonly name = 'ClientDocuments1796007100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "applications" ADD "document_expires_at" TIMESTAMP WITH TIME ZONE`);
    await queryRunner.query(
      `CREATE INDEX "applications_documents_idx" ON "applications" ("created_at") WHERE document_expires_at IS NOT NULL`,
    );
    await queryRunner.query(`CREATE INDEX "oauth_consents_application_id_idx" ON "oauth_consents" ("application_id") `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "oauth_consents_application_id_idx"`);
    await queryRunner.query(`DROP INDEX "applications_documents_idx"`);
    await queryRunner.query(`ALTER TABLE "applications" DROP COLUMN "document_expires_at"`);
  }
}
