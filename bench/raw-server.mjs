import { createServer } from 'node:http';
import { Pool } from 'pg';

// The ceiling: no guard, no visibility, no validation; one named prepared statement, its text straight to the socket.
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 });

const shape = `json_build_object(
  'id', c.id, 'name', c.name, 'title', c.title, 'kind', c.kind,
  'location', json_build_object('latitude', c.latitude, 'longitude', c.longitude),
  'city', c.city, 'state', c.state, 'country', c.country, 'timezone', c.timezone,
  'organization_id', c.organization_id, 'source', c.source, 'source_url', c.source_url,
  'resolution', json_build_object('width', c.resolution_width, 'height', c.resolution_height),
  'frame_rate', c.frame_rate, 'enabled', c.enabled,
  'created_at', to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'updated_at', to_char(c.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'version', c.version,
  'streams', json_build_object('snapshot_url', c.snapshot_url, 'stream_url', c.stream_url, 'page_url', c.page_url, 'protocol', c.protocol),
  'has_credentials', c.credentials_sealed IS NOT NULL)`;

const list = {
  name: 'list',
  text: `SELECT coalesce(json_agg(j), '[]')::text AS json FROM (SELECT ${shape} AS j FROM cameras c WHERE c.id > $1 ORDER BY c.id LIMIT $2) page`,
};
const item = { name: 'item', text: `SELECT ${shape}::text AS json FROM cameras c WHERE c.id = $1` };

const server = createServer((request, response) => {
  void answer(request, response);
});

async function answer(request, response) {
  const url = new URL(request.url, 'http://raw');
  const id = url.pathname.split('/')[2];
  const { rows } = await pool.query(
    id ? { ...item, values: [Number(id)] } : { ...list, values: [0, Number(url.searchParams.get('limit'))] },
  );
  const body = id ? rows[0].json : `{"items":${rows[0].json},"next":null}`;
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

server.listen(0, '127.0.0.1', () => process.stdout.write(`ready http://127.0.0.1:${server.address().port}\n`));
