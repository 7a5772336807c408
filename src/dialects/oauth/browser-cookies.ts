import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { randomBase62 } from '#auth';
import { Config } from '#config';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFromOwnPage } from '../http/cross-origin.js';
import { cookieOf } from '../http/request.js';

/**
 * The cookies of the sign-in pages: the browser's session, and a random value that our own forms repeat (CSRF). `Lax`, because a
 * client's redirect to the authorization endpoint must find the session; `Strict` would lose it.
 */
@Injectable()
export class BrowserCookies {
  private readonly sessionName: string;
  private readonly formName: string;
  private readonly attributes: string;

  constructor(private readonly config: Config) {
    const encrypted = config.publicUrl.startsWith('https:');
    // The prefix makes browsers refuse the name from an unencrypted page.
    const prefix = encrypted ? '__Secure-' : '';
    this.sessionName = `${prefix}camgate_session`;
    this.formName = `${prefix}camgate_form`;
    this.attributes = `Path=${config.publicPath}/oauth; HttpOnly; SameSite=Lax${encrypted ? '; Secure' : ''}`;
  }

  /** The key of the browser's session; undefined when there is none, or two. */
  sessionKey(request: FastifyRequest): string | undefined {
    return cookieOf(request, this.sessionName);
  }

  /** Until the browser is closed, or the session ends. */
  keepSession(reply: FastifyReply, key: string): void {
    void reply.header('set-cookie', `${this.sessionName}=${key}; ${this.attributes}`);
  }

  dropSession(reply: FastifyReply): void {
    void reply.header('set-cookie', `${this.sessionName}=; Max-Age=0; ${this.attributes}`);
  }

  /** What a form of ours must send back; sets the cookie that it is compared with. */
  formToken(request: FastifyRequest, reply: FastifyReply): string {
    const value = this.formValue(request) ?? randomBase62(27);
    void reply.header('set-cookie', `${this.formName}=${value}; ${this.attributes}`);
    return tokenOf(value);
  }

  /** The same, and what a passkey's challenge is bound to: both come from one cookie. */
  passkeyForm(request: FastifyRequest, reply: FastifyReply): { readonly formToken: string; readonly browser: string } {
    const value = this.formValue(request) ?? randomBase62(27);
    void reply.header('set-cookie', `${this.formName}=${value}; ${this.attributes}`);
    return { formToken: tokenOf(value), browser: digestOf('passkey', value) };
  }

  /** The browser that sends a form of ours back. */
  passkeyBrowser(request: FastifyRequest): string | undefined {
    const value = this.formValue(request);
    return value === undefined ? undefined : digestOf('passkey', value);
  }

  /** Whether a form was sent by one of our own pages in this browser. */
  isOwnForm(request: FastifyRequest, formToken: string | undefined): boolean {
    const value = this.formValue(request);
    return value !== undefined && formToken === tokenOf(value) && isFromOwnPage(request, this.config);
  }

  /** What only this browser has: a sign-in at a provider is bound to it. Sets the cookie that carries it. */
  binding(request: FastifyRequest, reply: FastifyReply): string {
    const value = this.formValue(request) ?? randomBase62(27);
    void reply.header('set-cookie', `${this.formName}=${value}; ${this.attributes}`);
    return bindingOf(value);
  }

  /** The same on the way back; undefined in a browser that has no such cookie. */
  bindingOf(request: FastifyRequest): string | undefined {
    const value = this.formValue(request);
    return value === undefined ? undefined : bindingOf(value);
  }

  private formValue(request: FastifyRequest): string | undefined {
    const value = cookieOf(request, this.formName);
    return value !== undefined && /^[0-9A-Za-z]{27}$/.test(value) ? value : undefined;
  }
}

function tokenOf(value: string): string {
  return digestOf('form', value);
}

function bindingOf(value: string): string {
  return digestOf('external', value);
}

function digestOf(use: 'form' | 'external' | 'passkey', value: string): string {
  return createHash('sha256').update(`${use}:${value}`).digest('base64url');
}
