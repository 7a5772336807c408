import { Injectable } from '@nestjs/common';
import { credentialStrategy } from './credential-strategy.js';

/** A client id with its secret, in dialects that accept Basic from applications. */
@Injectable()
export class ClientSecretStrategy extends credentialStrategy('client-secret') {}
