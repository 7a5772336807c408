import { createServer } from 'node:http';
import { Pool } from 'pg';
import { compileShape } from '../dist/cameras/search/compile-shape.js';
import { cameraWire } from '../dist/dialects/cam2-v2/camera.wire.js';
import { cameraShape } from '../dist/dialects/rest/camera.shape.js';

// The ceiling: no guard, no visibility, no validation, no cursor; one named prepared statement in which PostgreSQL writes
// the very same JSON by the very same expression, its text straight to the socket.
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 });

const page = (shape, where, order) =>
  `SELECT '[' || coalesce(string_agg(j, ','), '') || ']' AS json FROM (SELECT ${shape} AS j FROM cameras c ${where} ORDER BY ${order} LIMIT 100) page`;

const at = `cube(ARRAY[cos(radians($1::float8)) * cos(radians($2::float8)), cos(radians($1::float8)) * sin(radians($2::float8)), sin(radians($1::float8))])`;
const metres = `(2 * 6371008.8 * asin(least(1, (c.position <-> ${at}) / 2)))`;
const near = page(
  compileShape({ ...cameraShape, distance: 'distanceMetres' }, false, metres),
  `WHERE c.position <@ cube_enlarge(${at}, $3, 3)`,
  `c.position <-> ${at}`,
);

/** What a path is answered with: a statement, its values, and what stands around the JSON. */
const answers = {
  cameras: () => ({
    name: 'list',
    text: page(compileShape(cameraShape, false), '', 'c.id'),
    around: ['{"items":', ',"next":null}'],
  }),
  camera: ({ id }) => ({
    name: 'item',
    text: `SELECT ${compileShape(cameraShape, false)} AS json FROM cameras c WHERE c.id = $1`,
    values: [Number(id)],
  }),
  v2: () => ({
    name: 'v2',
    text: page(compileShape(cameraWire, false), '', 'coalesce(c.camera_id, 1000000000 + c.id)'),
  }),
  // Not named: a plan for any place is a bad one.
  near: ({ latitude, longitude, metres: radius }) => ({
    text: near,
    values: [Number(latitude), Number(longitude), 2 * Math.sin(Number(radius) / (2 * 6_371_008.8))],
    around: ['{"items":', ',"next":null}'],
  }),
};

const server = createServer((request, response) => {
  void answer(request, response);
});

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://raw');
  const { around = ['', ''], ...statement } = answers[pathname.slice(1)](Object.fromEntries(searchParams));
  const { rows } = await pool.query(statement);
  const body = around[0] + rows[0].json + around[1];
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

server.listen(0, '127.0.0.1', () => process.stdout.write(`ready http://127.0.0.1:${server.address().port}\n`));
