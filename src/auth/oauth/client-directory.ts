import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { ApplicationState } from '../accounts/account-state.js';
import { AccountStateReader } from '../accounts/account-state-reader.js';
import { ApplicationEntity } from '../accounts/application.entity.js';

/** Clients that a stored request names by the id of their row. */
@Injectable()
export class ClientDirectory {
  constructor(
    @InjectRepository(ApplicationEntity) private readonly applications: Repository<ApplicationEntity>,
    private readonly states: AccountStateReader,
  ) {}

  /** Undefined for one that does not exist or was revoked. */
  async byId(id: number): Promise<ApplicationState | undefined> {
    const row = await this.applications.findOne({ where: { id }, select: { id: true, clientId: true } });
    const client = row === null ? undefined : await this.states.application(row.clientId);
    return client === undefined || client.revoked ? undefined : client;
  }
}
