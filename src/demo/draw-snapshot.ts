import { createHash } from 'node:crypto';
import type { Landmark } from './landmarks.js';
import { sunAt, type Sun } from './sun.js';

const [width, height, horizon] = [1280, 720, 520];

/** Sky from zenith to horizon, and how bright the ground is, by the sun's elevation in degrees. */
const skies = [
  { above: 12, top: '#2f7fd6', low: '#bfe3f7', light: 1 },
  { above: 0, top: '#4a7fc0', low: '#f7d9a0', light: 0.85 },
  { above: -6, top: '#33406f', low: '#e58a5c', light: 0.5 },
  { above: -12, top: '#141c3f', low: '#51456f', light: 0.3 },
  { above: -90, top: '#060a1c', low: '#151d3b', light: 0.2 },
] as const;

/** Draws what a demo camera might see at that moment, as SVG text: nothing is fetched and nothing leaves the machine. */
export function drawSnapshot(camera: Landmark, at: Date): string {
  const sun = sunAt(camera.latitude, camera.longitude, at);
  const sky = skies.find(({ above }) => sun.elevation >= above) ?? skies[skies.length - 1] ?? skies[0];
  const seed = createHash('sha256').update(camera.name).digest();
  const icy = Math.abs(camera.latitude) > 63;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(camera.title)}">
<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky.top}"/><stop offset="1" stop-color="${sky.low}"/></linearGradient></defs>
<rect width="${width}" height="${height}" fill="url(#sky)"/>
${sun.elevation < -6 ? stars(seed) : ''}${disc(sun)}
${skyline(seed, shade(icy ? [150, 170, 190] : [70, 84, 98], sky.light))}
<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="${shade(icy ? [232, 240, 246] : [92, 128, 74], sky.light)}"/>
${caption(camera, at)}
</svg>
`;
}

function disc(sun: Sun): string {
  // The moon follows the path of the sun; its phase is ignored.
  const isDay = sun.elevation > -1;
  const x = Math.round(((isDay ? sun.hour : (sun.hour + 12) % 24) / 24) * width);
  const y = Math.round(horizon - (Math.min(Math.abs(sun.elevation), 80) / 80) * (horizon - 60));
  return isDay
    ? `<circle cx="${x}" cy="${y}" r="44" fill="#fff3c4"/>`
    : `<circle cx="${x}" cy="${y}" r="26" fill="#e8ecf5"/>`;
}

function stars(seed: Buffer): string {
  const dots = Array.from({ length: 40 }, (_, index) => {
    const x = ((seed[index % 32] ?? 0) * 7 + index * 131) % width;
    const y = ((seed[(index + 11) % 32] ?? 0) * 5 + index * 67) % (horizon - 60);
    return `<circle cx="${x}" cy="${y}" r="${index % 5 === 0 ? 2 : 1.2}"/>`;
  });
  return `<g fill="#fff" opacity="0.8">${dots.join('')}</g>\n`;
}

/** A distinct silhouette for every camera, the same at every hour. */
function skyline(seed: Buffer, colour: string): string {
  const points = Array.from({ length: 17 }, (_, index) => {
    const rise = ((seed[index] ?? 0) / 255) * 150 + (index === 8 ? 120 : 20);
    return `${index * 80},${Math.round(horizon - rise)}`;
  });
  return `<polygon points="0,${horizon} ${points.join(' ')} ${width},${horizon}" fill="${colour}"/>`;
}

function caption(camera: Landmark, at: Date): string {
  const place = [camera.city, camera.state, camera.country].filter(Boolean).join(', ');
  const utc = `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const local = new Intl.DateTimeFormat('en-GB', {
    timeZone: camera.timezone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(at);
  return `<g font-family="system-ui, sans-serif" fill="#fff">
<rect y="${height - 132}" width="${width}" height="132" fill="#000" opacity="0.55"/>
<text x="32" y="${height - 82}" font-size="40" font-weight="600">${escape(camera.title)}</text>
<text x="32" y="${height - 32}" font-size="26">${escape(place)} · ${degrees(camera.latitude, 'N', 'S')} ${degrees(camera.longitude, 'E', 'W')}</text>
<text x="${width - 32}" y="${height - 82}" font-size="26" text-anchor="end">${escape(local)} (${escape(camera.timezone)})</text>
<text x="${width - 32}" y="${height - 32}" font-size="26" text-anchor="end">${utc}</text>
</g>
<text x="${width - 32}" y="44" font-size="22" text-anchor="end" fill="#fff" opacity="0.85" font-family="system-ui, sans-serif">Camgate demo, drawn</text>`;
}

function degrees(value: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(5)}° ${value < 0 ? negative : positive}`;
}

function shade(colour: readonly [number, number, number], light: number): string {
  return `rgb(${colour.map((part) => Math.round(part * light)).join(',')})`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
