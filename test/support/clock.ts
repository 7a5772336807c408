import { vi } from 'vitest';
import { Clock } from '../../src/config/clock.js';

/** A clock that a test moves. Libraries that read `Date` themselves travel along; timers run as ever. */
export class ManualClock extends Clock {
  private offset = 0;
  private readonly realNow = Date.now.bind(Date);

  override now(): Date {
    return new Date(this.realNow() + this.offset);
  }

  travel(seconds: number): void {
    this.offset += seconds * 1000;
    vi.spyOn(Date, 'now').mockImplementation(() => this.realNow() + this.offset);
  }

  home(): void {
    this.offset = 0;
    vi.restoreAllMocks();
  }
}
