import { CameraRightsService } from '#access';
import { type ApplicationState, type Origin, rejectedGrant, TokenExchangeService } from '#auth';
import { Config } from '#config';
import { Injectable } from '@nestjs/common';
import { InputError } from '../http/input.error.js';
import type { Form } from './form.js';
import type { TokenAnswer } from './token.dto.js';
import { toTokenAnswer } from './token.wire.js';
import { largestInteger } from '../http/largest-integer.js';

const accessToken = 'urn:ietf:params:oauth:token-type:access_token';
/** Our access tokens are JWT; both names are right for them (RFC 8693 §3). */
const subjectTypes: readonly string[] = [accessToken, 'urn:ietf:params:oauth:token-type:jwt'];

/** The form of a token exchange (RFC 8693 §2.1), whose resources are cameras. */
@Injectable()
export class CameraTokenExchange {
  constructor(
    private readonly exchanges: TokenExchangeService,
    private readonly rights: CameraRightsService,
    private readonly config: Config,
  ) {}

  /** @throws InputError | DomainError grant.rejected | scope.invalid | attempts.exceeded */
  async exchange(
    client: ApplicationState,
    form: Form,
    thumbprint: string | undefined,
    origin: Origin,
  ): Promise<TokenAnswer> {
    const token = form.need('subject_token');
    if (!subjectTypes.includes(form.need('subject_token_type')))
      throw rejectedGrant('invalid_request', 'another type of subject token');
    if ((form.get('requested_token_type') ?? accessToken) !== accessToken)
      throw rejectedGrant('invalid_request', 'another type of token');
    for (const name of ['actor_token', 'actor_token_type'])
      if (form.get(name) !== undefined)
        throw InputError.at(name, 'unsupported', 'Nobody can act for another here: actor tokens are not supported.');
    const audience = form.get('audience');
    if (audience !== undefined && audience !== this.config.publicUrl)
      throw rejectedGrant('invalid_target', 'another audience');
    const seconds = secondsIn(form.get('expires_in'));
    const resources = form.all('resource');
    const cameras = resources.length === 0 ? undefined : [...new Set(resources.map((one) => this.cameraOf(one)))];
    const subject = await this.exchanges.subjectOf(client, token);
    const seen = await this.rights.rightsOn(subject.caller, cameras ?? []);
    if (cameras?.some((id) => seen.get(id)?.canView !== true)) throw rejectedGrant('invalid_target', 'a hidden camera');
    const wanted = { scope: form.get('scope'), cameras, seconds, thumbprint };
    const granted = await this.exchanges.exchange(client, subject, wanted, origin);
    return toTokenAnswer(granted, accessToken);
  }

  /** `<issuer>/api/v1/cameras/{id}`. @throws DomainError grant.rejected (invalid_target) */
  private cameraOf(resource: string): number {
    const start = `${this.config.publicUrl}/api/v1/cameras/`;
    const id = resource.startsWith(start) ? resource.slice(start.length) : '';
    if (!/^[1-9]\d{0,9}$/.test(id) || Number(id) > largestInteger)
      throw rejectedGrant('invalid_target', 'not a camera');
    return Number(id);
  }
}

/** @throws InputError input.invalid */
function secondsIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw InputError.at('expires_in', 'isInteger', 'The parameter expires_in is a whole number of seconds from 1 on.');
  return Number(text);
}
