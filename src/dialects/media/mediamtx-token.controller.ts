import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, MediaTokensService, Requires } from '#auth';
import { Config } from '#config';
import { MediaQuestionsService } from '#playback';
import { lenientInput } from '../http/input.pipes.js';
import { MediamtxToken, MediamtxTokenRequest } from './mediamtx-token.dto.js';
import { toMediamtxPermissions } from './mediamtx-token.wire.js';

const coreActions = { read: 'play', playback: 'archive', publish: 'publish' } as const;

/** Tokens for MediaMTX with `authMethod: jwt`, which never asks us: a revoked right holds until the token ends. */
@ApiTags('MediaMTX')
@ApiBearerAuth('bearer')
@ApiBasicAuth('basic')
@Controller('media/mediamtx/token')
export class MediamtxTokenController {
  constructor(
    private readonly questions: MediaQuestionsService,
    private readonly tokens: MediaTokensService,
    private readonly config: Config,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('cameras:read', { scope: 'cameras:read' })
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Get a token for one camera and one action' })
  @ApiResponse({ status: 200, type: MediamtxToken, description: 'The token.' })
  @ApiResponse({ status: 401, description: 'Nothing was presented, or nothing that is worth anything.' })
  @ApiResponse({ status: 403, description: 'The caller sees the camera and may not do this.' })
  @ApiResponse({ status: 404, description: 'No such camera, or hidden from this caller.' })
  async issue(
    @CurrentCaller() caller: Caller,
    @Body(lenientInput) asked: MediamtxTokenRequest,
  ): Promise<MediamtxToken> {
    const name = asked.stream ?? asked.name ?? '';
    const action = asked.action ?? 'read';
    await this.questions.assertMay(caller, name, coreActions[action]);
    const claims = { mediamtx_permissions: toMediamtxPermissions(action, name) };
    const { accessToken, expiresInSeconds } = this.tokens.issue(caller, claims, this.config.playbackTokenSeconds);
    return { token: accessToken, expires_in: expiresInSeconds };
  }
}
