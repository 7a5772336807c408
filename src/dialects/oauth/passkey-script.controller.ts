import { Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiController } from '../http/endpoint.js';
import { Endpoint } from './endpoint.decorator.js';
import { passkeyScript } from './pages/passkey.script.js';

/** The script of the pages that offer passkeys. */
@ApiController('oauth/passkey.js', { public: true, tag: 'authorization' })
export class PasskeyScriptController {
  @Endpoint('GET', '', { summary: 'The script of the sign-in pages', undocumented: true })
  script(@Res() reply: FastifyReply): void {
    void reply
      .headers({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=300' })
      .send(passkeyScript);
  }
}
