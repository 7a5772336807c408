import { setImmediate } from 'node:timers/promises';

/** How long one caller may keep all others waiting. */
const longestTurn = 10;

/** Lets others have their turn in long work. */
export class Pauses {
  private since = performance.now();

  /** Waits until whoever else is due was served, when 10 ms of work are done. */
  async rest(): Promise<void> {
    if (performance.now() - this.since < longestTurn) return;
    await setImmediate();
    this.since = performance.now();
  }
}
