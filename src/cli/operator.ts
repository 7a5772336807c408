import type { DoneBy } from '#auth';

/** Who does what the command line does, for the audit log: whoever may run it on this machine. */
export const operator: DoneBy = { actor: 'cli' };
