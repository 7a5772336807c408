import { cities } from './catalogue.mjs';
import { alternateWithCpu } from './measure.mjs';
import { startScript } from './servers.mjs';

const total = 100_000;

/**
 * Reading cameras beside `raw-server.mjs`, which knows no rights: pages that were shown before, pages that were not (a server
 * without memory for renderings), one camera, and pages that have not changed.
 */
export async function reads(openCamgate, databaseUrl, row) {
  const camgate = await openCamgate(total);
  const forgetful = await openCamgate(total, { CAMERA_CACHE_MB: '0' });
  const two = await openCamgate(total, { WORKERS: '2' });
  const raw = await startScript('raw-server.mjs', { DATABASE_URL: databaseUrl });
  const { latitude, longitude } = cities[0];
  const list = '/api/v1/cameras?limit=100';
  const near = `/api/v1/cameras?near=${latitude},${longitude}&radius=12000&limit=100`;
  const ceiling = (path) => ({ name: 'raw', url: `${raw.url}/${path}`, pid: raw.pid });
  const ours = (path, server = camgate) => ({
    name: 'camgate',
    url: server.url + path,
    headers: { ...server.headers, 'accept-encoding': 'identity' },
    pid: server.pid,
  });

  const beside = async (what, [contestant, other], aim) => {
    await compareAnswers(contestant, other);
    const figures = await alternateWithCpu([contestant, other]);
    const [mine, theirs] = [figures.get('camgate'), figures.get('raw')];
    row(
      what,
      `${Math.round(mine.rate)}/s`,
      `${Math.round(theirs.rate)}/s raw node:http + pg`,
      aim,
      `${(mine.rate / theirs.rate).toFixed(2)} x; processor ${Math.round(mine.cost)} µs beside ${Math.round(theirs.cost)} µs, ${(theirs.cost / mine.cost).toFixed(2)} x`,
    );
  };
  await beside('list of 100 of 100,000 cameras', [ours(list), ceiling('cameras')], '>= 1.3, processor >= 1.5');
  await beside('list of 100, nothing in memory', [ours(list, forgetful), ceiling('cameras')], '>= 0.7');
  await beside('one camera by id', [ours('/api/v1/cameras/5000'), ceiling('camera?id=5000')], '>= 0.6');
  await beside('CAM2 v2, page of 100', [ours('/cam2/v2/cameras/search'), ceiling('v2')], '>= 1.0');
  const place = `near?latitude=${latitude}&longitude=${longitude}&metres=12000`;
  await beside('radius 12 km in the densest city, nearest 100', [ours(near), ceiling(place)], '>= 1.0');

  const known = (await fetch(camgate.url + list, { headers: camgate.headers })).headers.get('etag');
  const unchanged = ours(list);
  const figures = await alternateWithCpu([
    ours(list),
    { ...unchanged, name: 'unchanged', headers: { ...unchanged.headers, 'if-none-match': known }, status: 304 },
    { ...ours(list, two), name: 'two workers' },
  ]);
  const [full, same, both] = ['camgate', 'unchanged', 'two workers'].map((name) => figures.get(name));
  const rate = (figure) => `${Math.round(figure.rate)}/s`;
  row(
    'list of 100, If-None-Match',
    rate(same),
    `${rate(full)} the 200`,
    '>= 3 x',
    `${(same.rate / full.rate).toFixed(2)} x; processor ${Math.round(same.cost)} µs beside ${Math.round(full.cost)} µs, ${(full.cost / same.cost).toFixed(2)} x`,
  );
  row('list of 100, WORKERS=2', rate(both), `${rate(full)} WORKERS=1`, '', `${(both.rate / full.rate).toFixed(2)} x`);
  await raw.stop();
  for (const server of [two, forgetful, camgate]) await server.close();
}

/** Two contestants that say different things are not compared. */
async function compareAnswers(...contestants) {
  const [ours, theirs] = await Promise.all(
    contestants.map(async ({ url, headers }) => (await fetch(url, { headers })).json()),
  );
  const items = (answer) =>
    JSON.stringify(answer.items ?? answer, (key, value) => (key === 'distance' ? Math.round(value) : value));
  if (items(ours) !== items(theirs))
    throw new Error(`${contestants.map(({ url }) => url).join(' and ')} answer differently`);
}
