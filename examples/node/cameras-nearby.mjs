import { answered, CamgateProblem, createCamgate } from '../../clients/typescript/dist/index.js';

const { CAMGATE_URL = 'http://127.0.0.1:8000', CAMGATE_CLIENT_ID, CAMGATE_CLIENT_SECRET } = process.env;
const [near, radius = '5000'] = process.argv.slice(2);
if (!CAMGATE_CLIENT_ID || !CAMGATE_CLIENT_SECRET || !near) {
  console.error('CAMGATE_CLIENT_ID=… CAMGATE_CLIENT_SECRET=… node cameras-nearby.mjs LATITUDE,LONGITUDE [METRES]');
  process.exit(2);
}

const camgate = createCamgate({
  baseUrl: CAMGATE_URL,
  credentials: { clientId: CAMGATE_CLIENT_ID, clientSecret: CAMGATE_CLIENT_SECRET },
});

try {
  const { items } = await answered(
    camgate.GET('/api/v1/cameras', { params: { query: { near, radius: Number(radius), limit: 20 } } }),
  );
  for (const { distance, title, name, streams } of items)
    console.log(`${String(Math.round(distance)).padStart(6)} m  ${title ?? name}  ${streams.snapshot_url ?? ''}`);
  if (items.length === 0) console.log('There is none.');
} catch (error) {
  if (!(error instanceof CamgateProblem)) throw error;
  console.error(`${error.code ?? error.status}: ${error.message}`);
  process.exit(1);
}
