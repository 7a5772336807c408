/** Work that is done again and again, each time so long after its last end; one that fails is told of and done at the next turn. */
export class RepeatedWork {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  /** @param failed told what went wrong; it must not throw */
  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly failed: (error: unknown) => void,
    private readonly pauseMilliseconds: number,
  ) {}

  /** Begins after so many milliseconds; no process stays for it. */
  begin(milliseconds: number): void {
    this.timer = setTimeout(() => {
      this.running = this.work()
        .catch(this.failed)
        .finally(() => this.begin(this.pauseMilliseconds));
    }, milliseconds);
    this.timer.unref();
  }

  /** Waits for what is being done. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    await this.running;
    // What ended meanwhile has begun anew.
    clearTimeout(this.timer);
  }
}
