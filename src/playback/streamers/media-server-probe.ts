import { OutboundError, OutboundHttp } from '#outbound';
import { Injectable } from '@nestjs/common';

const patienceMilliseconds = 3_000;

/** Asks a media server whether it is there. */
@Injectable()
export class MediaServerProbe {
  constructor(private readonly http: OutboundHttp) {}

  /**
   * Whether anything answers at an http or https URL within three seconds. Any answer counts, a refusal too: without the
   * cluster key a media server refuses everybody. Where we may not look nothing answers, and nobody hears the difference.
   */
  async answers(url: string): Promise<boolean> {
    try {
      await this.http.head(url, patienceMilliseconds);
      return true;
    } catch (error) {
      if (error instanceof OutboundError) return false;
      throw error;
    }
  }
}
