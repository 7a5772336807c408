import { sealedAtOnce, SealingSteps } from '#cameras';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StreamerStore } from './streamer-store.js';

/** Seals what older versions kept of media servers in plain, once, before anything is answered. */
@Injectable()
export class StreamerSealing implements OnModuleInit {
  constructor(
    private readonly steps: SealingSteps,
    private readonly store: StreamerStore,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.steps.run('streamers', async (manager, behind) => {
      const rows = await manager.query<{ readonly id: number; readonly hostname: string }[]>(
        `select s.id, s.hostname from streamers s where s.id > $1 order by s.id limit ${sealedAtOnce} for update of s`,
        [behind],
      );
      for (const { id, hostname } of rows) await this.store.hideSecrets(manager, id, hostname);
      return rows.at(-1)?.id;
    });
  }
}
