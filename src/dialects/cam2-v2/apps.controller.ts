import { Body, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller, ManagedApplicationsService } from '#auth';
import { CamerasService } from '#cameras';
import { InputError } from '../http/input.error.js';
import { lenientInput } from '../http/input.pipes.js';
import { originOf } from '../http/request.js';
import { anyTokens, Cam2V2Api, Endpoint } from './endpoint.decorator.js';
import {
  AppChangeDto,
  ChangeDto,
  ChangeSpanDto,
  ClientDto,
  ClientIdDto,
  NewAppDto,
  OwnerDto,
  SecretDto,
  UsageDto,
  UsageRequestDto,
} from './app.dto.js';
import { dictionaryInput } from './reader.js';
import { toLevel } from './level.wire.js';
import { MessageDto } from './message.dto.js';
import { parametersOf } from './parameters.js';

const pageSize = 100;
const clientIdShown = { name: 'clientID', description: 'The client id of the app.', type: String };

/** Apps: programs with a client id and a secret; and what happened to the cameras. For level webUI and admin. */
@Cam2V2Api('cam2/v2/apps', {
  requires: ['applications:manage'],
  tag: 'Apps',
  errors: { 401: '`Token expired.`, no token, or a level that is too low' },
  security: anyTokens,
})
export class AppsController {
  constructor(
    private readonly applications: ManagedApplicationsService,
    private readonly cameras: CamerasService,
  ) {}

  @Endpoint('POST', 'register', {
    operationId: 'app_register',
    summary: 'Register an app',
    description: 'The parameters may stand in the query string, too.',
    noStore: true,
    consumes: ['application/x-www-form-urlencoded', 'application/json'],
    body: { type: NewAppDto },
    answer: { type: ClientDto },
  })
  async register(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Query() query: object,
    @Body(dictionaryInput) body: object,
  ): Promise<ClientDto> {
    const { owner, permissionLevel = 'user' } = await parametersOf(NewAppDto, query, body);
    const { clientId, clientSecret } = await this.applications.register(
      { caller, origin: originOf(request) },
      { owner, level: toLevel(permissionLevel), format: 'cam2-v2' },
    );
    return { clientID: clientId, clientSecret };
  }

  @Endpoint('GET', 'by-owner', {
    operationId: 'apps_by_owner_list',
    summary: 'The apps of an owner',
    answer: { type: ClientIdDto, isArray: true },
  })
  async byOwner(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Query(lenientInput) { owner }: OwnerDto,
  ): Promise<readonly ClientIdDto[]> {
    const found = await this.applications.clientIdsOf({ caller, origin: originOf(request) }, owner);
    return found.map((clientID) => ({ clientID }));
  }

  @Endpoint('GET', 'db-change', {
    operationId: 'db_changes_list',
    summary: 'What happened to the cameras',
    description: 'Oldest first, 100 at a time.',
    answer: { type: ChangeDto, isArray: true },
  })
  async changes(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) { start, end, offset = 0 }: ChangeSpanDto,
  ): Promise<readonly ChangeDto[]> {
    const found = await this.cameras.changes(caller, { from: start, to: end, offset, limit: pageSize });
    return found.map(({ objectId, changedAt }) => ({ cameraID: objectId, timestamp: changedAt.toISOString() }));
  }

  @Endpoint('PUT', ':clientID', {
    operationId: 'app_update',
    summary: 'Change the owner or the level of an app',
    description: 'Another level ends its tokens.',
    params: [clientIdShown],
    consumes: ['application/x-www-form-urlencoded', 'application/json'],
    body: { type: AppChangeDto },
    answer: { type: MessageDto },
    errors: { 404: '`No app exists with given client id.`' },
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Param('clientID') clientId: string,
    @Query() query: object,
    @Body(dictionaryInput) body: object,
  ): Promise<MessageDto> {
    const { owner, permissionLevel } = await parametersOf(AppChangeDto, query, body);
    if (owner === undefined && permissionLevel === undefined)
      throw InputError.at('owner', 'required', 'Must include owner or permissionLevel.');
    const level = permissionLevel === undefined ? undefined : toLevel(permissionLevel);
    await this.applications.change({ caller, origin: originOf(request) }, clientId, { owner, level });
    return { message: 'OK' };
  }

  @Endpoint('PUT', ':clientID/secret', {
    operationId: 'app_secret_renew',
    summary: 'Give an app a new secret',
    description: 'The old one ends at once.',
    noStore: true,
    params: [clientIdShown],
    answer: { type: SecretDto },
    errors: { 404: '`No app exists with given client id.`' },
  })
  async newSecret(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Param('clientID') clientId: string,
  ): Promise<SecretDto> {
    const { clientSecret } = await this.applications.newSecret({ caller, origin: originOf(request) }, clientId);
    return { clientSecret };
  }

  @Endpoint('GET', ':clientID/usage', {
    operationId: 'app_usage_get',
    summary: 'How often an app was served',
    description: 'For callers who name its owner.',
    params: [clientIdShown],
    answer: { type: UsageDto },
    errors: { 404: '`No app exists with given client id.`' },
  })
  async usage(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Param('clientID') clientId: string,
    @Query(lenientInput) { owner }: UsageRequestDto,
  ): Promise<UsageDto> {
    return { api_usage: await this.applications.usesOf({ caller, origin: originOf(request) }, clientId, owner) };
  }
}
