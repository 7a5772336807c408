import { Injectable } from '@nestjs/common';
import { credentialStrategy } from './credential-strategy.js';

/** The system key, or a user's own API key. */
@Injectable()
export class ApiKeyStrategy extends credentialStrategy('api-key') {}
