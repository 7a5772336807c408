import { OutboundError, OutboundHttp } from '#outbound';
import { Injectable } from '@nestjs/common';

const patienceMilliseconds = 3_000;

/** Checks whether a media server answers. */
@Injectable()
export class MediaServerProbe {
  constructor(private readonly http: OutboundHttp) {}

  /**
   * Whether anything answers at an http or https URL within three seconds. Any answer counts, an error too: without the
   * cluster key a media server rejects every request. A forbidden address counts as silent, so that nobody learns which it
   * is.
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
