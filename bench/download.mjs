import { get } from 'node:http';
import { residentOf } from './servers.mjs';

/**
 * Downloads one answer as a script would, without holding it: seconds, milliseconds to the first byte, bytes, and the
 * server's resident memory before and at its highest meanwhile.
 */
export async function download(url, headers, pid) {
  const before = residentOf(pid);
  let highest = before;
  const sampler = setInterval(() => (highest = Math.max(highest, residentOf(pid))), 20);
  const begun = performance.now();
  try {
    return await new Promise((resolve, reject) => {
      get(url, { headers }, (response) => {
        let first;
        let bytes = 0;
        let objects = 0;
        response.on('data', (chunk) => {
          first ??= performance.now() - begun;
          bytes += chunk.length;
          for (let at = chunk.indexOf('"pk"'); at >= 0; at = chunk.indexOf('"pk"', at + 1)) objects += 1;
        });
        response.on('error', reject).on('end', () => {
          if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
          else resolve({ seconds: (performance.now() - begun) / 1000, first, bytes, objects, before, highest });
        });
      }).on('error', reject);
    });
  } finally {
    clearInterval(sampler);
  }
}
