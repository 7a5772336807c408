import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { ApplicationState } from '../accounts/account-state.js';
import { AccountStateReader } from '../accounts/account-state-reader.js';
import { ApplicationEntity } from '../accounts/application.entity.js';
import { isClientId } from '../accounts/client-registration.js';
import { documentUrl } from './client-document.js';
import { ClientDocumentStore } from './client-document-store.js';

/** Clients by what names them in a request: their id, or the id of their row. */
@Injectable()
export class ClientDirectory {
  constructor(
    @InjectRepository(ApplicationEntity) private readonly applications: Repository<ApplicationEntity>,
    private readonly states: AccountStateReader,
    private readonly documents: ClientDocumentStore,
  ) {}

  /**
   * A client by its id, revoked or not: registered here, or described by the document that its id is the address of.
   * @param age of the document: `fresh` where its content decides something, `any` where the client only names itself
   */
  async find(clientId: string, age: 'fresh' | 'any'): Promise<ApplicationState | undefined> {
    if (!isClientId(clientId)) return undefined;
    const known = await this.states.application(clientId);
    const url = documentUrl(clientId);
    return url === undefined ? known : this.documents.find(url, known, age);
  }

  /** Undefined for one that does not exist or was revoked. */
  async byId(id: number): Promise<ApplicationState | undefined> {
    const row = await this.applications.findOne({ where: { id }, select: { id: true, clientId: true } });
    const client = row === null ? undefined : await this.states.application(row.clientId);
    return client === undefined || client.revoked ? undefined : client;
  }
}
