import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

const patienceMilliseconds = 3000;

/** Whether the database answers, for readiness probes. */
@Injectable()
export class DatabaseHealth {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Answers within 3 s. False for a standby too: it answers, but nothing can be written there. */
  async answers(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), patienceMilliseconds);
    });
    const answered = this.dataSource
      .query<{ writable: boolean }[]>(`select current_setting('transaction_read_only') = 'off' as writable`)
      .then(
        ([row]) => row?.writable === true,
        () => false,
      );
    try {
      return await Promise.race([answered, tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }
}
