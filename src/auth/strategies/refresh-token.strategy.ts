import { Injectable } from '@nestjs/common';
import { credentialStrategy } from './credential-strategy.js';

/** Always rejects: a refresh token identifies nobody. Routes that accept one exchange it through `SignInService` themselves. */
@Injectable()
export class RefreshTokenStrategy extends credentialStrategy('refresh-token') {}
