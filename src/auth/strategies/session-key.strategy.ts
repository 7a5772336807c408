import { Injectable } from '@nestjs/common';
import { credentialStrategy } from './credential-strategy.js';

/** The opaque key of a session. */
@Injectable()
export class SessionKeyStrategy extends credentialStrategy('session-key') {}
