import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log from which changes are sent. Triggers write it, so that no writer of cameras can forget to: a row for each camera that
 * a statement made, changed or deleted, and one for each statement that may have changed who sees what.
 */
export class CameraFeed1796011000000 implements MigrationInterface {
  readonly name = 'CameraFeed1796011000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "camera_feed" (
         "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
         "transaction_id" bigint NOT NULL,
         "kind" text NOT NULL,
         "camera_id" integer,
         "organization_id" integer,
         "folder_id" integer,
         "written_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
         CONSTRAINT "camera_feed_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "camera_feed_transaction_id_idx" ON "camera_feed" ("transaction_id")`);
    await queryRunner.query(`CREATE INDEX "camera_feed_camera_id_idx" ON "camera_feed" ("camera_id", "id")`);
    await queryRunner.query(
      `CREATE TABLE "camera_sights" (
         "hash" bytea NOT NULL,
         "sets" jsonb NOT NULL,
         "used_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         CONSTRAINT "camera_sights_pkey" PRIMARY KEY ("hash"))`,
    );
    await queryRunner.query(
      `CREATE FUNCTION "feed_cameras"() RETURNS trigger LANGUAGE plpgsql AS $$
       DECLARE writer bigint := pg_current_xact_id()::text::bigint;
       BEGIN
         IF TG_OP = 'INSERT' THEN
           INSERT INTO camera_feed (transaction_id, kind, camera_id)
             SELECT writer, 'created', n.id FROM new_rows n ORDER BY n.id;
         ELSIF TG_OP = 'DELETE' THEN
           INSERT INTO camera_feed (transaction_id, kind, camera_id, organization_id, folder_id)
             SELECT writer, 'deleted', o.id, o.organization_id, o.folder_id FROM old_rows o ORDER BY o.id;
         ELSE
           INSERT INTO camera_feed (transaction_id, kind, camera_id, organization_id, folder_id)
             SELECT writer, 'updated', o.id, o.organization_id, o.folder_id
             FROM old_rows o JOIN new_rows n ON n.id = o.id
             WHERE n.version <> o.version OR n.organization_id <> o.organization_id OR n.folder_id <> o.folder_id
             ORDER BY o.id;
         END IF;
         RETURN NULL;
       END $$`,
    );
    await queryRunner.query(
      `CREATE FUNCTION "feed_rights"() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         INSERT INTO camera_feed (transaction_id, kind) VALUES (pg_current_xact_id()::text::bigint, 'rights');
         RETURN NULL;
       END $$`,
    );
    for (const trigger of [
      'INSERT ON cameras REFERENCING NEW TABLE AS new_rows',
      'UPDATE ON cameras REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows',
      'DELETE ON cameras REFERENCING OLD TABLE AS old_rows',
    ])
      await queryRunner.query(
        `CREATE TRIGGER "feed_${trigger.slice(0, 6).toLowerCase()}" AFTER ${trigger}
         FOR EACH STATEMENT EXECUTE FUNCTION feed_cameras()`,
      );
    for (const [table, events] of [
      ['organizations', 'INSERT OR DELETE OR UPDATE OF is_public, owner_id'],
      ['memberships', 'INSERT OR DELETE OR UPDATE'],
      ['folders', 'INSERT OR DELETE OR UPDATE OF parent_id, organization_id'],
      ['folder_permissions', 'INSERT OR DELETE OR UPDATE'],
      ['camera_permissions', 'INSERT OR DELETE OR UPDATE'],
      ['users', 'UPDATE OF access_level'],
    ])
      await queryRunner.query(
        `CREATE TRIGGER "feed_rights" AFTER ${events} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION feed_rights()`,
      );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [
      'organizations',
      'memberships',
      'folders',
      'folder_permissions',
      'camera_permissions',
      'users',
    ])
      await queryRunner.query(`DROP TRIGGER "feed_rights" ON ${table}`);
    for (const event of ['insert', 'update', 'delete'])
      await queryRunner.query(`DROP TRIGGER "feed_${event}" ON cameras`);
    await queryRunner.query(`DROP FUNCTION "feed_rights"()`);
    await queryRunner.query(`DROP FUNCTION "feed_cameras"()`);
    await queryRunner.query(`DROP TABLE "camera_sights"`);
    await queryRunner.query(`DROP TABLE "camera_feed"`);
  }
}
