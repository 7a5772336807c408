import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

// Serves the page on an origin of its own, and nothing that is not in this list.
const { CAMGATE_URL = 'http://127.0.0.1:8000', CAMGATE_CLIENT_ID, PORT = '5173' } = process.env;
if (!CAMGATE_CLIENT_ID) {
  console.error('CAMGATE_CLIENT_ID=… node examples/browser/serve.mjs');
  process.exit(2);
}

const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript' };
const own = ['index.html', 'style.css', 'app.js', 'sign-in.js'].map((name) => [`/${name}`, name]);
const client = ['index', 'problem', 'token-source'].map((name) => [
  `/client/${name}.js`,
  `../../clients/typescript/dist/${name}.js`,
]);
const files = new Map([
  ...own,
  ['/', 'index.html'],
  ...client,
  ['/openapi-fetch/index.mjs', '../../node_modules/openapi-fetch/dist/index.mjs'],
]);

const server = createServer((request, response) => void answer(request, response));

async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://here');
  if (pathname === '/settings.json') {
    response.setHeader('content-type', 'application/json');
    return response.end(JSON.stringify({ camgateUrl: CAMGATE_URL, clientId: CAMGATE_CLIENT_ID }));
  }
  const file = files.get(pathname);
  if (file === undefined) return response.writeHead(404).end();
  response.setHeader('content-type', `${types[extname(file)]}; charset=utf-8`);
  return response.end(await readFile(new URL(file, import.meta.url)));
}

server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
