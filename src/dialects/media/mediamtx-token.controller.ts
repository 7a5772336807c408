import { Body } from '@nestjs/common';
import { type Caller, CurrentCaller, MediaTokensService } from '#auth';
import { Config } from '#config';
import { MediaQuestionsService } from '#playback';
import { lenientInput } from '../http/input.pipes.js';
import { ApiController } from '../http/endpoint.js';
import { Endpoint } from './endpoint.decorator.js';
import { MediamtxToken, MediamtxTokenRequest } from './mediamtx-token.dto.js';
import { toMediamtxPermissions } from './mediamtx-token.wire.js';

const coreActions = { read: 'play', playback: 'archive', publish: 'publish' } as const;

/** Tokens for MediaMTX with `authMethod: jwt`, which never asks us: a revoked right holds until the token ends. */
@ApiController('media/mediamtx/token', { tag: 'MediaMTX', security: [{ basic: [] }, { bearer: [] }] })
export class MediamtxTokenController {
  constructor(
    private readonly questions: MediaQuestionsService,
    private readonly tokens: MediaTokensService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', {
    requires: ['identified'],
    summary: 'Get a token for one camera and one action',
    noStore: true,
    answer: { type: MediamtxToken, description: 'The token.' },
    answers: {
      401: { description: 'The credential is missing or not valid.' },
      403: { description: 'The caller sees the camera and may not do this.' },
      404: { description: 'No such camera, or hidden from this caller.' },
    },
  })
  async issue(
    @CurrentCaller() caller: Caller,
    @Body(lenientInput) asked: MediamtxTokenRequest,
  ): Promise<MediamtxToken> {
    const name = asked.stream ?? asked.name ?? '';
    const action = asked.action ?? 'read';
    const endsAt = await this.questions.assertMay(caller, name, coreActions[action]);
    const claims = { mediamtx_permissions: toMediamtxPermissions(action, name) };
    const { accessToken, expiresInSeconds } = this.tokens.issue(
      caller,
      claims,
      this.config.playbackTokenSeconds,
      endsAt,
    );
    return { token: accessToken, expires_in: expiresInSeconds };
  }
}
