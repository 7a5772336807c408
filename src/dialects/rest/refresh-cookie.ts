import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '#config';
import { InputError } from '../http/input.error.js';
import { isFromOwnPage } from '../http/cross-origin.js';
import { cookieOf } from '../http/request.js';

/**
 * The refresh token in a cookie that no script can read and that is only sent to the sign-in routes of this API. Browsers keep
 * `Secure` cookies of `https:` and of loopback addresses only; elsewhere the token would travel in clear, so it is refused.
 */
@Injectable()
export class RefreshCookie {
  private readonly name: string;
  private readonly possible: boolean;
  private readonly seconds: number;

  private readonly path: string;

  constructor(private readonly config: Config) {
    this.path = `${config.publicPath}/api/v1/auth`;
    const { protocol, hostname } = new URL(config.publicUrl);
    const encrypted = protocol === 'https:';
    // The prefix makes browsers refuse the name from an unencrypted page; over http on loopback they would refuse it all.
    this.name = encrypted ? '__Secure-camgate_refresh' : 'camgate_refresh';
    this.possible = encrypted || /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
    this.seconds = config.refreshTokenSeconds;
  }

  /**
   * @throws InputError input.invalid where browsers would not keep it
   * @throws DomainError permission.missing where a page asks that is neither ours nor named and of our site
   */
  assertPossible(request: FastifyRequest): void {
    this.assertOwnPage(request);
    if (!this.possible)
      throw InputError.at(
        'cookie',
        'secure',
        'A cookie needs https: set PUBLIC_URL to the https address of this server.',
      );
  }

  /**
   * The token in a request; undefined when there is none.
   * @throws DomainError permission.missing where a page sent it that may not speak for the person (CSRF)
   */
  read(request: FastifyRequest): string | undefined {
    const present = (request.headers.cookie ?? '').includes(`${this.name}=`);
    if (present) this.assertOwnPage(request);
    return cookieOf(request, this.name);
  }

  /** `Set-Cookie` that stores a token, made of letters that a cookie can hold as they are. */
  store(token: string): string {
    return `${this.name}=${token}; Path=${this.path}; Max-Age=${this.seconds}; HttpOnly; Secure; SameSite=Strict`;
  }

  /** `Set-Cookie` that takes it away. */
  clear(): string {
    return `${this.name}=; Path=${this.path}; Max-Age=0; HttpOnly; Secure; SameSite=Strict`;
  }

  private assertOwnPage(request: FastifyRequest): void {
    if (!isFromOwnPage(request, this.config)) throw new DomainError('permission.missing', 'a page of another site');
  }
}
