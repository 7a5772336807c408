import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Pool } from 'pg';

// The floor under every token endpoint: no framework, no throttle, no audit; one row by `pg`, one comparison of SHA-256, one
// ES256 signature, one JSON answer.
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
const header = encode({ alg: 'ES256', typ: 'at+jwt', kid: 'floor' });
const query = {
  name: 'client',
  text: 'SELECT secret_hash FROM applications WHERE client_id = $1 AND revoked_at IS NULL',
};

function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

async function answer(request, response) {
  const form = new URLSearchParams(await text(request));
  const basic = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString();
  const [id, secret] = basic === '' ? [form.get('client_id'), form.get('client_secret')] : basic.split(':');
  const { rows } = await pool.query({ ...query, values: [id] });
  const given = createHash('sha256').update(secret).digest();
  if (rows.length === 0 || !timingSafeEqual(given, rows[0].secret_hash)) return response.writeHead(401).end();
  const iat = Math.floor(Date.now() / 1000);
  const jti = randomBytes(16).toString('base64url');
  const signed = `${header}.${encode({ iss: 'http://floor', aud: 'http://floor', sub: id, client_id: id, scope: 'cameras:read', iat, exp: iat + 900, jti })}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  const body = JSON.stringify({
    access_token: `${signed}.${signature}`,
    token_type: 'Bearer',
    expires_in: 900,
    scope: 'cameras:read',
  });
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  return response.end(body);
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => process.stdout.write(`ready http://127.0.0.1:${server.address().port}\n`));
