import { createHash } from 'node:crypto';
import { type Colour, encodeJpeg } from './jpeg.js';
import type { Landmark } from './landmarks.js';
import { sunAt } from './sun.js';

export const pictureWidth = 384;
export const pictureHeight = 216;
const horizon = 156;

interface Sky {
  readonly above: number;
  readonly top: Colour;
  readonly low: Colour;
  readonly light: number;
}

/** Sky from zenith to horizon, and how bright the ground is, by the sun's elevation in degrees. */
const night: Sky = { above: -90, top: [6, 10, 28], low: [21, 29, 59], light: 0.25 };
const skies: readonly Sky[] = [
  { above: 12, top: [47, 127, 214], low: [191, 227, 247], light: 1 },
  { above: 0, top: [74, 127, 192], low: [247, 217, 160], light: 0.85 },
  { above: -6, top: [51, 64, 111], low: [229, 138, 92], light: 0.5 },
];

/** The scene of `drawSnapshot` as a JPEG without words, for clients that fetch pictures and decode them. */
export function drawPicture(camera: Landmark, at: Date): Buffer {
  const sun = sunAt(camera.latitude, camera.longitude, at);
  const { top, low, light } = skies.find(({ above }) => sun.elevation >= above) ?? night;
  const seed = createHash('sha256').update(camera.name).digest();
  const icy = Math.abs(camera.latitude) > 63;
  const [rock, ground]: readonly [Colour, Colour] = icy
    ? [
        [150, 170, 190],
        [232, 240, 246],
      ]
    : [
        [70, 84, 98],
        [92, 128, 74],
      ];
  const x0 = (sun.hour / 24) * pictureWidth;
  const y0 = horizon - (Math.min(Math.abs(sun.elevation), 80) / 80) * (horizon - 20);
  return encodeJpeg(pictureWidth, pictureHeight, (x, y) => {
    if (y >= horizon) return shaded(ground, light);
    const index = Math.floor(x / 24);
    const rise = ((seed[index] ?? 0) / 255) * 45 + (index === 8 ? 36 : 6);
    if (y > horizon - rise) return shaded(rock, light);
    if (sun.elevation > -1 && Math.hypot(x - x0, y - y0) < 13) return [255, 243, 196];
    return between(top, low, y / horizon);
  });
}

function shaded([r, g, b]: Colour, light: number): Colour {
  return [r * light, g * light, b * light];
}

function between(one: Colour, other: Colour, part: number): Colour {
  const mix = (index: 0 | 1 | 2): number => one[index] + (other[index] - one[index]) * part;
  return [mix(0), mix(1), mix(2)];
}
