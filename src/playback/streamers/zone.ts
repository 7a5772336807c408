/** A named group of media servers. */
export interface Zone {
  /** `^[a-zA-Z0-9_.-]+$`, at most 255 characters; immutable. */
  readonly name: string;
  /** Only cameras that require it are placed there. */
  readonly isDedicated: boolean;
  /** How many media servers are in it. */
  readonly streamerCount: number;
  readonly createdAt: Date;
  /** Who created it; null for a program, and for an account that was deleted. */
  readonly createdBy: { readonly id: number; readonly login: string } | null;
}
export type ZoneField = 'name' | 'isDedicated' | 'createdAt' | 'streamerCount';
