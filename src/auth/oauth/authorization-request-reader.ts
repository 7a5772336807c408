import { hasCode } from '#errors';
import { Injectable } from '@nestjs/common';
import { Config } from '#config';
import type { ApplicationState } from '../accounts/account-state.js';
import {
  type AuthorizationParameters,
  type AuthorizationRequest,
  readAuthorizationRequest,
} from './authorization-request.js';
import { ClientDirectory } from './client-directory.js';
import { ownPages } from './own-pages.js';
import { PushedRequestsService } from './pushed-requests.service.js';
import { ResourcesService } from './resources.service.js';

/** Reads authorization requests: with their client, what it pushed beforehand, and the resource that they name. */
@Injectable()
export class AuthorizationRequestReader {
  private readonly ownPages: ApplicationState;

  constructor(
    private readonly clients: ClientDirectory,
    private readonly resources: ResourcesService,
    private readonly pushed: PushedRequestsService,
    config: Config,
  ) {
    this.ownPages = ownPages(config.publicUrl);
  }

  async read(parameters: AuthorizationParameters): Promise<ReturnType<typeof readAuthorizationRequest>> {
    const client = await this.clientOf(parameters);
    const requestUri = parameters.values.get('request_uri');
    const pushed =
      client === undefined || requestUri === undefined || parameters.repeated.has('request_uri')
        ? undefined
        : await this.pushed.open(client, requestUri);
    // What was pushed counts alone: the browser may have been given anything beside it (RFC 9126 §4).
    const read = readAuthorizationRequest(
      pushed === undefined ? parameters : { values: pushed, repeated: new Set() },
      client,
    );
    if (read.kind !== 'request') return read;
    const request = pushed === undefined || requestUri === undefined ? read.request : { ...read.request, requestUri };
    try {
      return { kind: 'request', request: { ...request, resource: await this.resources.audienceOf(request.resource) } };
    } catch (error) {
      if (!hasCode(error, 'grant.rejected')) throw error;
      const { redirectUri, state } = request;
      const rejection = { redirectUri, state, error: 'invalid_target', description: 'The resource is unknown.' };
      return { kind: 'rejected', rejection };
    }
  }

  /** Uses a request up that was pushed; false when it was used before. Any other one may be used again. */
  async use({ requestUri }: AuthorizationRequest): Promise<boolean> {
    return requestUri === undefined || this.pushed.use(requestUri);
  }

  private async clientOf({ values }: AuthorizationParameters): Promise<ApplicationState | undefined> {
    const clientId = values.get('client_id') ?? '';
    if (clientId === this.ownPages.clientId) return this.ownPages;
    return this.clients.find(clientId, 'fresh');
  }
}
