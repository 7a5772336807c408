import { type Caller, CurrentCaller } from '#auth';
import { ApiController } from '../http/endpoint.js';
import { Endpoint } from './endpoint.decorator.js';
import { Me, toMe } from './me.wire.js';

/** Who is asking, as the server sees it. */
@ApiController('api/v1/me', { tag: 'sign-in' })
export class MeController {
  @Endpoint('GET', '', {
    requires: ['identified'],
    operationId: 'getMe',
    summary: 'Who am I',
    answer: { type: Me, description: 'The caller: a user, an application or the system.' },
    errors: [401],
  })
  me(@CurrentCaller() caller: Caller): Me {
    return toMe(caller);
  }
}
