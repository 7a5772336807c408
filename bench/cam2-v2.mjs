import { alternate, median } from './measure.mjs';

const total = 130_000;
const pageSize = 100;

/**
 * CAM2 v2's search, and a full export by offset as its exporters do it: 1,300 requests, one after the other. The
 * original's server was never published; beside it stand the figures of CAM2 v1's, measured with 126,781 cameras.
 */
export async function cam2v2(openCamgate, row) {
  const camgate = await openCamgate(total);
  const search = `${camgate.url}/cam2/v2/cameras/search`;
  const figures = await alternate([
    { name: 'page', url: search, headers: camgate.headers },
    { name: 'radius', url: `${search}?latitude=51.5&longitude=-0.08&radius=12`, headers: camgate.headers },
  ]);
  const [page, radius] = [figures.get('page'), figures.get('radius')];
  row('CAM2 v2 search, page of 100 of 130,000', `${Math.round(page)}/s`, '', '', '16 connections');
  row(
    'CAM2 v2 search, radius 12 km in a dense city, 100 of 130,000',
    `${Math.round(radius)}/s`,
    '15.4 s a request, the original v1',
    '',
    '16 connections',
  );
  const { seconds, milliseconds, cameras } = await exportAll(search, camgate.headers);
  if (cameras !== total) throw new Error(`the export brought ${cameras} cameras, not ${total}`);
  const [first, last] = [median(milliseconds.slice(0, 100)), median(milliseconds.slice(-100))];
  row(
    'CAM2 v2 export, 1,300 pages by offset',
    `${seconds.toFixed(1)} s`,
    '254 s, the original v1',
    '',
    'one connection',
  );
  row(
    'CAM2 v2 export, last hundred pages beside the first hundred',
    `${last.toFixed(2)} ms`,
    `${first.toFixed(2)} ms`,
    '<= 1.5 x',
    `${(last / first).toFixed(2)} x`,
  );
  await camgate.close();
}

async function exportAll(search, headers) {
  const milliseconds = [];
  const begun = performance.now();
  let cameras = 0;
  for (let offset = 0; ; offset += pageSize) {
    const asked = performance.now();
    const answer = await fetch(`${search}?offset=${offset}`, { headers });
    if (answer.status !== 200) throw new Error(`the export was answered with ${answer.status}`);
    const page = await answer.json();
    if (page.length > 0) milliseconds.push(performance.now() - asked);
    cameras += page.length;
    if (page.length < pageSize) break;
  }
  return { seconds: (performance.now() - begun) / 1000, milliseconds, cameras };
}
