/** A name under which media servers stand together. */
export interface Zone {
  /** `^[a-zA-Z0-9_.-]+$`, at most 255 characters; immutable. */
  readonly name: string;
  /** Only cameras that ask for it are put there. */
  readonly isDedicated: boolean;
  /** How many media servers are in it. */
  readonly streamerCount: number;
  readonly createdAt: Date;
  /** Its maker; null where that was no person, or one who is gone. */
  readonly createdBy: { readonly id: number; readonly login: string } | null;
}
export type ZoneField = 'name' | 'isDedicated' | 'createdAt' | 'streamerCount';
