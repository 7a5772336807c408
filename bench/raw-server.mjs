import { createServer } from 'node:http';
import { Pool } from 'pg';
import { compileShape } from '../dist/cameras/search/compile-shape.js';
import { cameraShape } from '../dist/dialects/rest/camera.shape.js';

// The ceiling: no guard, no visibility, no validation, no cursor; one named prepared statement in which PostgreSQL writes
// the very same JSON by the very same expression, its text straight to the socket.
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 });

const shape = compileShape(cameraShape);

const list = {
  name: 'list',
  text: `SELECT '[' || string_agg(j, ',') || ']' AS json FROM (SELECT ${shape} AS j FROM cameras c WHERE c.id > $1 ORDER BY c.id LIMIT $2) page`,
};
const item = { name: 'item', text: `SELECT ${shape} AS json FROM cameras c WHERE c.id = $1` };

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
