import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was given on a camera ends when it goes to another organization, by whatever route it goes. */
export class CamerasLeave1795505000000 implements MigrationInterface {
  readonly name = 'CamerasLeave1795505000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TRIGGER cameras_leave ON cameras');
    await queryRunner.query('DROP FUNCTION cameras_leave()');
    await queryRunner.query('DROP FUNCTION folder_viewers(integer, integer)');
  }
}

const statements = [
  // Who sees what lies in a private organization's folder, apart from permissions on single cameras.
  `CREATE FUNCTION folder_viewers(organization integer, folder integer) RETURNS SETOF integer LANGUAGE sql STABLE AS $$
     WITH RECURSIVE way (id, parent_id) AS (
       SELECT f.id, f.parent_id FROM folders f WHERE f.id = folder
       UNION ALL SELECT f.id, f.parent_id FROM way w JOIN folders f ON f.id = w.parent_id)
     SELECT o.owner_id FROM organizations o WHERE o.id = organization AND o.owner_id IS NOT NULL
     UNION SELECT m.user_id FROM memberships m WHERE m.organization_id = organization AND m.can_view_streams
     UNION SELECT u.id FROM users u WHERE u.access_level <> 'generic'
     UNION SELECT p.user_id FROM folder_permissions p JOIN way w ON w.id = p.folder_id WHERE p.can_view
   $$`,
  `CREATE FUNCTION cameras_leave() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     DELETE FROM camera_permissions WHERE camera_id = new.id;
     DELETE FROM shares WHERE camera_id = new.id;
     DELETE FROM mosaic_cells mc USING mosaics m
       WHERE mc.camera_id = new.id AND m.id = mc.mosaic_id AND m.organization_id <> new.organization_id;
     DELETE FROM camera_group_cameras gc USING camera_groups g
       WHERE gc.camera_id = new.id AND g.id = gc.group_id AND g.organization_id <> new.organization_id;
     IF NOT (SELECT is_public FROM organizations WHERE id = new.organization_id) THEN
       DELETE FROM camera_marks WHERE camera_id = new.id
         AND user_id NOT IN (SELECT folder_viewers(new.organization_id, new.folder_id));
       DELETE FROM event_subscriptions WHERE camera_id = new.id
         AND user_id NOT IN (SELECT folder_viewers(new.organization_id, new.folder_id));
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER cameras_leave AFTER UPDATE OF organization_id ON cameras
     FOR EACH ROW WHEN (new.organization_id <> old.organization_id) EXECUTE FUNCTION cameras_leave()`,
];
