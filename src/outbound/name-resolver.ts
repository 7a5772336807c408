import { Injectable } from '@nestjs/common';
import { lookup } from 'node:dns/promises';

/** The port that resolves host names. */
export abstract class NameResolver {
  /** All addresses of a name, or the address itself; none where there is no such name. */
  abstract addressesOf(host: string): Promise<readonly string[]>;
}

/** The machine's own resolver: `/etc/hosts`, DNS. */
@Injectable()
export class SystemNameResolver extends NameResolver {
  override async addressesOf(host: string): Promise<readonly string[]> {
    try {
      return (await lookup(host, { all: true })).map(({ address }) => address);
    } catch {
      return [];
    }
  }
}
