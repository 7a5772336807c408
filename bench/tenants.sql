-- Organizations with folder trees eight deep, cameras in all of their folders, and users of every kind. The numbers come
-- from settings: tenants.cameras, tenants.organizations (the first has a tenth of all cameras), tenants.users.
-- Run on a migrated database without cameras. Everything repeats from run to run.

INSERT INTO organizations (title, is_public)
SELECT 'Organization ' || n, false FROM generate_series(1, current_setting('tenants.organizations')::int) AS n;

CREATE TEMP TABLE tenants AS
SELECT id, (row_number() OVER (ORDER BY id))::int AS number FROM organizations WHERE NOT is_default;
CREATE UNIQUE INDEX ON tenants (number);

-- Fifty folders each: 1, 3, 6, 8, 8, 8, 8, 8 on the levels 0 to 7.
CREATE TEMP TABLE places AS
SELECT o.id AS organization_id, f.id, 0 AS level, 0 AS place FROM tenants o
JOIN folders f ON f.organization_id = o.id;
DO $$
DECLARE
  widths int[] := ARRAY[1, 3, 6, 8, 8, 8, 8, 8];
BEGIN
  FOR depth IN 1..7 LOOP
    WITH made AS (
      INSERT INTO folders (organization_id, parent_id, title, level, order_number)
      SELECT p.organization_id, p.id, 'Folder ' || depth || '.' || slot, depth, slot / widths[depth]
      FROM generate_series(0, widths[depth + 1] - 1) AS slot
      JOIN places p ON p.level = depth - 1 AND p.place = slot % widths[depth]
      RETURNING organization_id, id, level, title
    )
    INSERT INTO places SELECT organization_id, id, level, split_part(title, '.', 2)::int FROM made;
  END LOOP;
END $$;
CREATE TEMP TABLE numbered AS
SELECT t.number, f.id, f.organization_id, f.level,
       (row_number() OVER (PARTITION BY f.organization_id ORDER BY f.level, f.place))::int AS folder
FROM places f JOIN tenants t ON t.id = f.organization_id;
CREATE UNIQUE INDEX ON numbered (number, folder);

INSERT INTO cameras (name, object_id, organization_id, folder_id, title, kind, country, city, latitude, longitude, snapshot_url)
SELECT 'tenant-' || n, lpad(to_hex(n), 24, '0'), f.organization_id, f.id, 'Camera ' || n, 'non_ip',
       (ARRAY['US', 'FR', 'JP', 'DE'])[1 + n % 4], 'City ' || n % 500,
       CASE WHEN n % 5 = 0 THEN (n * 0.754877666 - floor(n * 0.754877666)) * 170 - 85 END,
       CASE WHEN n % 5 = 0 THEN (n * 0.569840290 - floor(n * 0.569840290)) * 360 - 180 END,
       'http://cameras.example/' || n
FROM generate_series(1, current_setting('tenants.cameras')::int) AS n
JOIN numbered f ON f.folder = 1 + (n::bigint * 7919 / 13) % 50
  AND f.number = CASE WHEN n % 10 = 0 THEN 1
                 ELSE 2 + (n::bigint * 104729) % (current_setting('tenants.organizations')::int - 1) END;

INSERT INTO users (login, subject)
SELECT 'user-' || n, gen_random_uuid() FROM generate_series(1, current_setting('tenants.users')::int) AS n;
CREATE TEMP TABLE people AS
SELECT id, substr(login, 6)::int AS n, 1 + (substr(login, 6)::int * 31) % current_setting('tenants.organizations')::int AS number
FROM users WHERE login LIKE 'user-%';

-- Seven in ten are members, one in ten of these edits; two in ten have folders, two in ten cameras; one in ten two of it.
INSERT INTO memberships (user_id, organization_id, can_view_streams, can_edit_streams, can_edit_users)
SELECT p.id, t.id, true, n % 10 = 1, n % 10 = 2 FROM people p JOIN tenants t USING (number) WHERE n % 10 < 7;
INSERT INTO folder_permissions (user_id, folder_id, can_view, can_view_dvr, dvr_depth_limit)
SELECT p.id, f.id, true, true, 86400 FROM people p
JOIN numbered f ON f.number = 1 + (p.number + f.folder) % current_setting('tenants.organizations')::int
  AND f.folder IN (2 + p.n % 49, 2 + p.n * 3 % 49) WHERE n % 10 IN (6, 7);
INSERT INTO camera_permissions (user_id, camera_id, can_view, can_view_dvr)
SELECT DISTINCT p.id, 1 + (p.n::bigint * 7907 + k * 611953) % (SELECT max(id) FROM cameras), true, true
FROM people p CROSS JOIN generate_series(1, 100) AS k WHERE n % 10 IN (8, 9) AND k <= p.n % 100 + 1
ON CONFLICT DO NOTHING;
