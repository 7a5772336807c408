import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import type { ApplicationState } from '../accounts/account-state.js';
import { ClientTokensService } from '../client-tokens.service.js';
import type { Origin } from '../credential.js';
import { ClientThrottle } from '../throttles/client.throttle.js';
import { scopeFor } from './authorization-request.js';
import { type BrowserSession, BrowserSessionStore } from './browser-session-store.js';
import { ClientDirectory } from './client-directory.js';
import { DeviceAuthorizationStore, type DeviceCodes } from './device-authorization-store.js';
import type { DeviceAuthorizationEntity } from './device-authorization.entity.js';
import { possibleScope } from './person-token-issuer.js';
import { rejectedGrant } from './rejected-grant.js';
import { ResourcesService } from './resources.service.js';
import { normalUserCode, shownUserCode } from './user-code.js';

/** What a person at the device page sees next. */
export type DeviceStep =
  /** Nobody is signed in in this browser, or without the second factor that the account has or must have. */
  | { readonly kind: 'sign-in' }
  /** `wrong`: a code was given, and it is none, or no longer. */
  | { readonly kind: 'enter'; readonly wrong: boolean }
  | {
      readonly kind: 'ask';
      readonly application: string;
      readonly login: string;
      /** Space-separated. */
      readonly scope: string;
      /** `XXXX-XXXX`, to compare with what the device shows (RFC 8628 §5.4). */
      readonly userCode: string;
    }
  | { readonly kind: 'decided'; readonly allowed: boolean };

/** Device authorization (RFC 8628): its endpoint, and the page on which a person decides. */
@Injectable()
export class DeviceAuthorizationService {
  constructor(
    private readonly devices: DeviceAuthorizationStore,
    private readonly clients: ClientDirectory,
    private readonly browsers: BrowserSessionStore,
    private readonly resources: ResourcesService,
    private readonly clientTokens: ClientTokensService,
    private readonly throttle: ClientThrottle,
  ) {}

  /**
   * RFC 8628 §3.1.
   * @throws DomainError grant.rejected | scope.invalid | attempts.exceeded
   */
  async begin(
    client: ApplicationState,
    wanted: { readonly scope: string | undefined; readonly resource: string | undefined },
    origin: Origin,
  ): Promise<DeviceCodes> {
    if (!client.registration.grants.includes('device_code')) throw rejectedGrant('unauthorized_client', 'device_code');
    await this.clientTokens.countToken(client, origin);
    const scope = scopeFor(client, wanted.scope);
    if (scope === undefined) throw new DomainError('scope.invalid', 'malformed or not allowed');
    return this.devices.begin(client, scope, await this.resources.audienceOf(wanted.resource));
  }

  /**
   * The page. A code is looked up for a signed-in person only, and only so often (RFC 8628 §5.1).
   * @throws DomainError attempts.exceeded
   */
  async open(userCode: string | undefined, browserKey: string | undefined): Promise<DeviceStep> {
    const browser = await this.browsers.findProven(browserKey);
    if (browser === undefined) return { kind: 'sign-in' };
    if (userCode === undefined) return { kind: 'enter', wrong: false };
    const found = await this.find(userCode, browser);
    if (found === undefined) return { kind: 'enter', wrong: true };
    const scope = possibleScope(found.device.scope, browser.user);
    const { name } = found.client;
    return { kind: 'ask', application: name, login: browser.user.login, scope, userCode: found.shown };
  }

  /** @throws DomainError attempts.exceeded */
  async decide(
    userCode: string,
    allowed: boolean,
    browserKey: string | undefined,
    origin: Origin,
  ): Promise<DeviceStep> {
    const browser = await this.browsers.findProven(browserKey);
    if (browser === undefined) return { kind: 'sign-in' };
    const found = await this.find(userCode, browser);
    if (found === undefined) return { kind: 'enter', wrong: true };
    const scope = possibleScope(found.device.scope, browser.user);
    // Nothing of it is possible: the device learns that it was denied.
    const granted = allowed && scope !== '';
    const decided = await this.devices.decide(found.device, found.client, browser, granted ? scope : undefined, origin);
    return decided ? { kind: 'decided', allowed: granted } : { kind: 'enter', wrong: true };
  }

  private async find(
    text: string,
    { user }: BrowserSession,
  ): Promise<
    | { readonly device: DeviceAuthorizationEntity; readonly client: ApplicationState; readonly shown: string }
    | undefined
  > {
    // Counted before it is looked up: guesses at the same time would all come through otherwise.
    await this.throttle.countUserCode(user.subject);
    const code = normalUserCode(text);
    const device = code === undefined ? undefined : await this.devices.findPending(code);
    const client = device && (await this.clients.byId(device.applicationId));
    if (code === undefined || device === undefined || client === undefined) return undefined;
    await this.throttle.userCodeFound(user.subject);
    return { device, client, shown: shownUserCode(code) };
  }
}
