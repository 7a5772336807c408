import { Injectable } from '@nestjs/common';
import { credentialStrategy } from './credential-strategy.js';

/** A login with its password, presented with each request (Basic). */
@Injectable()
export class PasswordStrategy extends credentialStrategy('password') {}
