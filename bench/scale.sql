-- A world of cameras for `npm run bench -- scale`. Settings: scale.cameras, scale.organizations, scale.users, scale.grants.
-- Run on a migrated database without cameras, whose indexes and foreign keys of what is filled here are dropped before and made
-- again afterwards. Everything repeats from run to run.

INSERT INTO organizations (title) SELECT 'Organization ' || n FROM generate_series(1, current_setting('scale.organizations')::int) AS n;
CREATE TEMP TABLE numbered_organizations AS
SELECT id, (row_number() OVER (ORDER BY id))::int AS n FROM organizations WHERE title LIKE 'Organization %';
CREATE UNIQUE INDEX ON numbered_organizations (n);

-- Nine folders each beside the root: three below it, two below each of these.
INSERT INTO folders (organization_id, parent_id, title, level, order_number)
SELECT o.id, root.id, 'District ' || slot, 1, slot
FROM numbered_organizations o JOIN folders root ON root.organization_id = o.id AND root.parent_id IS NULL, generate_series(0, 2) AS slot;
INSERT INTO folders (organization_id, parent_id, title, level, order_number)
SELECT f.organization_id, f.id, 'Street ' || slot, 2, slot
FROM folders f, generate_series(0, 1) AS slot WHERE f.level = 1 AND f.title LIKE 'District %';
CREATE TEMP TABLE numbered_folders AS
SELECT o.n AS organization, f.organization_id, f.id, (row_number() OVER (PARTITION BY f.organization_id ORDER BY f.level, f.id))::int AS n
FROM folders f JOIN numbered_organizations o ON o.id = f.organization_id;
CREATE UNIQUE INDEX ON numbered_folders (organization, n);
ANALYZE numbered_folders;

-- Sixty cities hold a third of all cameras, some kilometres around each; the others stand anywhere on land's latitudes.
CREATE TEMP TABLE cities AS
SELECT n, 'City ' || n AS name, (ARRAY['US', 'GB', 'JP', 'FR', 'SG', 'DE', 'BR', 'IN', 'ZA', 'AU'])[1 + n % 10] AS country,
       sin(n * 78.233) * 55 AS latitude, (n * 0.61803398875 - floor(n * 0.61803398875)) * 360 - 180 AS longitude
FROM generate_series(0, 59) AS n;
CREATE UNIQUE INDEX ON cities (n);

INSERT INTO cameras (name, object_id, organization_id, folder_id, title, kind, protocol, snapshot_url, latitude, longitude,
                     city, country, timezone, source, source_url, external_id, is_video, resolution_width, resolution_height)
SELECT 'scale-' || i, lpad(to_hex(i), 24, '0'), f.organization_id, f.id,
       -- One word in a thousand cameras is the same, and one of ten words.
       (ARRAY['Bridge', 'Tunnel', 'Harbour', 'Market', 'Station', 'Crossing', 'Park', 'Gate', 'Square', 'Quay'])[1 + i % 10]
         || ' ' || to_hex((i::bigint * 2654435761 % (current_setting('scale.cameras')::int / 1000))::int + 4096) || ' ' || i,
       'non_ip', 'http-image', 'http://cameras.example/' || i || '.jpg',
       CASE WHEN i % 3 = 0 THEN c.latitude + sin(i * 12.9898) * 0.15 ELSE degrees(asin(sin(i * 78.233))) * 0.7 END,
       CASE WHEN i % 3 = 0 THEN c.longitude + sin(i * 39.346) * 0.2 ELSE (i * 0.61803398875 - floor(i * 0.61803398875)) * 360 - 180 END,
       CASE WHEN i % 3 = 0 THEN c.name END, c.country, 'UTC', 'scale', 'http://cameras.example/', i::text, i % 4 = 0, 1920, 1080
FROM generate_series(1, current_setting('scale.cameras')::int) AS i
JOIN cities c ON c.n = i / 3 % 60
JOIN numbered_folders f ON f.organization = 1 + (i::bigint * 104729) % current_setting('scale.organizations')::int AND f.n = 1 + i % 10;

INSERT INTO users (login, subject)
SELECT 'scale-' || n, gen_random_uuid() FROM generate_series(1, current_setting('scale.users')::int) AS n;
CREATE TEMP TABLE numbered_users AS SELECT id, substr(login, 7)::int AS n FROM users WHERE login LIKE 'scale-%';
CREATE UNIQUE INDEX ON numbered_users (n);

-- A fifth of all grants are memberships, two fifths stand on folders, two fifths on cameras.
INSERT INTO memberships (user_id, organization_id, can_view_streams, can_edit_streams)
SELECT u.id, o.id, true, g % 10 = 0 FROM generate_series(1, current_setting('scale.grants')::int / 5) AS g
JOIN numbered_users u ON u.n = 1 + g % current_setting('scale.users')::int
JOIN numbered_organizations o ON o.n = 1 + (g::bigint * 7919) % current_setting('scale.organizations')::int
ON CONFLICT DO NOTHING;
INSERT INTO folder_permissions (user_id, folder_id, can_view, can_view_dvr, dvr_depth_limit)
SELECT u.id, f.id, true, true, 86400 FROM generate_series(1, current_setting('scale.grants')::int * 2 / 5) AS g
JOIN numbered_users u ON u.n = 1 + g % current_setting('scale.users')::int
JOIN numbered_folders f ON f.organization = 1 + (g::bigint * 611953) % current_setting('scale.organizations')::int AND f.n = 2 + g % 9
ON CONFLICT DO NOTHING;
INSERT INTO camera_permissions (user_id, camera_id, can_view, can_view_dvr)
SELECT u.id, 1 + (g::bigint * 7907) % current_setting('scale.cameras')::int, true, true
FROM generate_series(1, current_setting('scale.grants')::int * 2 / 5) AS g
JOIN numbered_users u ON u.n = 1 + g % current_setting('scale.users')::int
ON CONFLICT DO NOTHING;

-- Whoever is measured: members of three organizations who have forty folders of others.
INSERT INTO memberships (user_id, organization_id, can_view_streams, can_edit_streams)
SELECT u.id, o.id, true, true FROM users u JOIN numbered_organizations o ON o.n IN (11, 22, 33) WHERE u.login = 'measured';
INSERT INTO folder_permissions (user_id, folder_id, can_view)
SELECT u.id, f.id, true FROM users u JOIN numbered_folders f ON f.organization BETWEEN 101 AND 140 AND f.n = 3 WHERE u.login = 'measured';
