import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tags of cameras, and what may be granted on all cameras of an organization that have one. */
export class Tags1796010000100 implements MigrationInterface {
  name = 'Tags1796010000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE tag_permissions');
    for (const trigger of ['cameras_tag_keys', 'cameras_tagged', 'cameras_tagged_anew'])
      await queryRunner.query(`DROP TRIGGER ${trigger} ON cameras`);
    await queryRunner.query('DROP FUNCTION cameras_tagged()');
    await queryRunner.query('DROP TABLE camera_tags');
    await queryRunner.query('DROP FUNCTION cameras_tag_keys()');
    await queryRunner.query('DROP INDEX cameras_tagged_idx');
    await queryRunner.query('DROP INDEX cameras_tag_keys_idx');
    await queryRunner.query('ALTER TABLE cameras DROP COLUMN tag_keys, DROP COLUMN tags');
  }
}

const statements = [
  `ALTER TABLE cameras ADD COLUMN tags text[] NOT NULL DEFAULT '{}', ADD COLUMN tag_keys text[] NOT NULL DEFAULT '{}'`,
  // For each tag the key that filters compare, and the one that grants compare, which knows the organization.
  `CREATE FUNCTION cameras_tag_keys() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     new.tag_keys := array(
       SELECT DISTINCT keys.key FROM unnest(new.tags) tag
       CROSS JOIN LATERAL (VALUES ('t:' || folded_name(tag)), ('g' || new.organization_id || ':' || folded_name(tag))) keys (key)
       ORDER BY keys.key);
     RETURN new;
   END $$`,
  `CREATE TRIGGER cameras_tag_keys BEFORE INSERT OR UPDATE OF tags, organization_id ON cameras
     FOR EACH ROW WHEN (new.tags <> '{}' OR new.tag_keys <> '{}') EXECUTE FUNCTION cameras_tag_keys()`,
  // The cameras of a key by id: a page of them is read along this index, however many there are.
  `CREATE TABLE "camera_tags" (
     "key" text COLLATE "C" NOT NULL,
     "camera_id" integer NOT NULL,
     CONSTRAINT "camera_tags_pkey" PRIMARY KEY ("key", "camera_id")
   )`,
  `ALTER TABLE "camera_tags" ADD CONSTRAINT "camera_tags_camera_id_fkey" FOREIGN KEY ("camera_id") REFERENCES "cameras"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
  `CREATE INDEX "camera_tags_camera_id_idx" ON "camera_tags" ("camera_id")`,
  `CREATE FUNCTION cameras_tagged() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     DELETE FROM camera_tags WHERE camera_id = new.id AND NOT key = ANY(new.tag_keys);
     INSERT INTO camera_tags (key, camera_id)
       SELECT key, new.id FROM unnest(new.tag_keys) key WHERE key LIKE 'g%' ON CONFLICT DO NOTHING;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER cameras_tagged AFTER INSERT ON cameras
     FOR EACH ROW WHEN (new.tag_keys <> '{}') EXECUTE FUNCTION cameras_tagged()`,
  `CREATE TRIGGER cameras_tagged_anew AFTER UPDATE OF tags, organization_id ON cameras
     FOR EACH ROW WHEN (new.tag_keys <> old.tag_keys) EXECUTE FUNCTION cameras_tagged()`,
  `CREATE INDEX cameras_tag_keys_idx ON cameras USING gin (tag_keys)`,
  `CREATE INDEX cameras_tagged_idx ON cameras (organization_id, id) WHERE tags <> '{}'`,
  `CREATE TABLE "tag_permissions" (
     "user_id" integer NOT NULL,
     "organization_id" integer NOT NULL,
     "tag" text NOT NULL,
     "can_view" boolean NOT NULL DEFAULT false,
     "can_view_dvr" boolean NOT NULL DEFAULT false,
     "can_use_ptz" boolean NOT NULL DEFAULT false,
     "dvr_depth_limit" integer NOT NULL DEFAULT '0',
     "valid_from" timestamptz,
     "valid_until" timestamptz,
     "created_at" timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT "tag_permissions_pkey" PRIMARY KEY ("user_id", "organization_id", "tag")
   )`,
  `ALTER TABLE "tag_permissions" ADD CONSTRAINT "tag_permissions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
  `ALTER TABLE "tag_permissions" ADD CONSTRAINT "tag_permissions_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
  `CREATE INDEX "tag_permissions_organization_id_idx" ON "tag_permissions" ("organization_id")`,
];
