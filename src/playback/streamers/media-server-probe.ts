import { Injectable } from '@nestjs/common';

/** The port through which a media server is asked whether it is there. */
export abstract class MediaServerProbe {
  /** Whether anything answers at an http or https URL within three seconds. */
  abstract answers(url: string): Promise<boolean>;
}

const patienceMilliseconds = 3_000;

/** Any answer counts, a refusal too: without the cluster key a media server refuses everybody. */
@Injectable()
export class HttpMediaServerProbe extends MediaServerProbe {
  override async answers(url: string): Promise<boolean> {
    try {
      const answer = await fetch(url, {
        method: 'HEAD',
        redirect: 'manual',
        signal: AbortSignal.timeout(patienceMilliseconds),
      });
      await answer.body?.cancel();
      return true;
    } catch {
      return false;
    }
  }
}
