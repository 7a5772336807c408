import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All columns but the sealer's two; a migration that adds a column makes this trigger anew. */
const recorded = 'id at event actor subject client door ip user_agent request_id outcome reason mark'.split(' ');
const columnsOf = (row: string): string => recorded.map((column) => `${row}.${column}`).join(', ');

/**
 * Audit events are append-only, marked by their writer and chained by a sealer (docs/adr/0021-audit.md). No row is written
 * here: the sealer chains the old ones after the start.
 */
export class AuditChain1796001000000 implements MigrationInterface {
  readonly name = 'AuditChain1796001000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE "audit_events" ADD "client" text, ADD "outcome" text, ADD "mark" bytea, ADD "sequence" bigint, ADD "hash" bytea
    `);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "audit_events_sequence_key" ON "audit_events" ("sequence") WHERE sequence IS NOT NULL`,
    );
    await queryRunner.query(`CREATE INDEX "audit_events_unsealed_idx" ON "audit_events" ("id") WHERE sequence IS NULL`);
    await queryRunner.query(`
      CREATE TABLE "audit_chains" (
          "id" smallint NOT NULL,
          "key_sealed" text NOT NULL,
          "sequence" bigint NOT NULL,
          "hash" bytea NOT NULL,
          "anchor_sequence" bigint NOT NULL,
          "anchor_hash" bytea NOT NULL,
          "unmarked_through" bigint,
          "mark" bytea NOT NULL,
          CONSTRAINT "audit_chains_pkey" PRIMARY KEY ("id")
      )
    `);

    // What TypeORM cannot describe. Conditions of triggers cost the sealer nothing; a function call a row would.
    await queryRunner.query(`
      CREATE FUNCTION audit_events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'audit_events is append-only: % refused', lower(TG_OP);
      END $$
    `);
    await queryRunner.query(`
      CREATE TRIGGER audit_events_update BEFORE UPDATE ON audit_events FOR EACH ROW
      WHEN (old.sequence IS NOT NULL OR new.sequence IS NULL OR new.hash IS NULL
        OR (${columnsOf('old')}) IS DISTINCT FROM (${columnsOf('new')}))
      EXECUTE FUNCTION audit_events_refuse()
    `);
    await queryRunner.query(`
      CREATE TRIGGER audit_events_delete BEFORE DELETE ON audit_events FOR EACH ROW
      WHEN (old.sequence IS NULL OR current_setting('camgate.audit_retention', true) IS DISTINCT FROM 'on')
      EXECUTE FUNCTION audit_events_refuse()
    `);
    await queryRunner.query(`
      CREATE TRIGGER audit_events_truncate BEFORE TRUNCATE ON audit_events FOR EACH STATEMENT
      EXECUTE FUNCTION audit_events_refuse()
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const deed of ['update', 'delete', 'truncate'])
      await queryRunner.query(`DROP TRIGGER audit_events_${deed} ON audit_events`);
    await queryRunner.query('DROP FUNCTION audit_events_refuse()');
    await queryRunner.query('DROP TABLE "audit_chains"');
    await queryRunner.query('DROP INDEX "audit_events_unsealed_idx"');
    await queryRunner.query('DROP INDEX "audit_events_sequence_key"');
    await queryRunner.query(
      `ALTER TABLE "audit_events" DROP "client", DROP "outcome", DROP "mark", DROP "sequence", DROP "hash"`,
    );
  }
}
