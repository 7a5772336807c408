import type { ApplicationLevel } from '#auth';

/** CAM2 v2's words for levels. */
export const levelsOnWire = ['user', 'webUI', 'admin'] as const;
export type LevelOnWire = (typeof levelsOnWire)[number];

export function toLevelOnWire(level: ApplicationLevel): LevelOnWire {
  return level === 'webui' ? 'webUI' : level;
}

export function toLevel(level: LevelOnWire): ApplicationLevel {
  return level === 'webUI' ? 'webui' : level;
}
