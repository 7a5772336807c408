import type { Permission } from '#auth';
import type { MediaAction } from './tokens/playback-token.js';

/**
 * The permission that an action on a camera takes, beside the right on the camera itself. People may publish where their
 * memberships let them edit; programs where they are registered to write.
 */
export function permissionFor(action: MediaAction | 'archive'): Permission {
  return action === 'publish' ? 'cameras:write' : 'cameras:live';
}
