/** Time as a port, so that tests can change it instead of sleeping. */
export abstract class Clock {
  abstract now(): Date;

  /** Whole seconds since 1970, as in JWT. */
  seconds(): number {
    return Math.floor(this.now().getTime() / 1000);
  }
}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}
