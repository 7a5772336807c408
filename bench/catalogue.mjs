/** Places where cameras crowd: a third of all stand within some kilometres of one of them. */
export const cities = [
  { name: 'New York', latitude: 40.7128, longitude: -74.006, country: 'US' },
  { name: 'London', latitude: 51.5074, longitude: -0.1278, country: 'GB' },
  { name: 'Tokyo', latitude: 35.6895, longitude: 139.6917, country: 'JP' },
  { name: 'Paris', latitude: 48.8566, longitude: 2.3522, country: 'FR' },
  { name: 'Singapore', latitude: 1.3521, longitude: 103.8198, country: 'SG' },
];

/** Fills `cameras` up to `total` rows in the default organization, with positions that repeat from run to run. */
export async function fill(client, total) {
  const { rows } = await client.query(
    'SELECT count(*)::int AS present, coalesce(max(id), 0)::int AS last FROM cameras',
  );
  const { present, last } = rows[0];
  if (present >= total) return;
  const list = (key) =>
    `ARRAY[${cities.map((city) => (typeof city[key] === 'string' ? `'${city[key]}'` : city[key])).join(',')}]`;
  await client.query(
    `INSERT INTO cameras (name, object_id, organization_id, title, kind, protocol, snapshot_url, latitude, longitude,
                          city, country, timezone, source, source_url, is_video, resolution_width, resolution_height)
     SELECT 'bench-' || n, lpad(to_hex(n), 24, '0'), (SELECT id FROM organizations WHERE is_default), 'Camera ' || n,
            'non_ip', 'http-image', 'http://cameras.example/' || n || '.jpg',
            CASE WHEN n % 3 = 0 THEN (${list('latitude')})[1 + n / 3 % 5] + sin(n * 12.9898) * 0.15 ELSE degrees(asin(sin(n * 78.233))) * 0.7 END,
            CASE WHEN n % 3 = 0 THEN (${list('longitude')})[1 + n / 3 % 5] + sin(n * 39.346) * 0.2 ELSE (n * 0.61803398875 - floor(n * 0.61803398875)) * 360 - 180 END,
            CASE WHEN n % 3 = 0 THEN (${list('name')})[1 + n / 3 % 5] END,
            CASE WHEN n % 3 = 0 THEN (${list('country')})[1 + n / 3 % 5] ELSE 'US' END,
            'UTC', 'bench', 'http://cameras.example/', false, 1920, 1080
     FROM generate_series($1::int, $2::int) AS n`,
    [last + 1, last + total - present],
  );
  await client.query('VACUUM ANALYZE cameras');
}
