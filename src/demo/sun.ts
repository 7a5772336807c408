const radians = Math.PI / 180;

/** Where the sun stands, in degrees: `elevation` above the horizon, `hour` as true solar time from 0 to 24. */
export interface Sun {
  readonly elevation: number;
  readonly hour: number;
}

/** Good to a degree or so, which is enough for a picture; polar day and polar night come out by themselves. */
export function sunAt(latitude: number, longitude: number, at: Date): Sun {
  const days = (at.getTime() - Date.UTC(2000, 0, 1, 12)) / 86_400_000;
  const anomaly = (357.529 + 0.98560028 * days) * radians;
  const ecliptic =
    (280.459 + 0.98564736 * days) * radians + (1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * radians;
  const declination = Math.asin(Math.sin(23.44 * radians) * Math.sin(ecliptic));
  const utcHours = (at.getTime() % 86_400_000) / 3_600_000;
  const hour = (((utcHours + longitude / 15) % 24) + 24) % 24;
  const turn = (hour - 12) * 15 * radians;
  const height =
    Math.sin(latitude * radians) * Math.sin(declination) +
    Math.cos(latitude * radians) * Math.cos(declination) * Math.cos(turn);
  return { elevation: Math.asin(height) / radians, hour };
}
