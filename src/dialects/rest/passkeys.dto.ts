import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsOptional, IsString, Length } from 'class-validator';

/** What `navigator.credentials.create()` made. */
export class ConfirmPasskeyBody {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The new credential, as `JSON.stringify` writes it (WebAuthn, `RegistrationResponseJSON`).',
  })
  @IsObject()
  readonly credential!: object;

  @ApiPropertyOptional({ description: 'For its owner.', default: 'Passkey' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly name?: string;
}

/** What a browser makes a passkey with, within five minutes. */
export class PasskeyOfferAnswer {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      'For `navigator.credentials.create()`, by way of `PublicKeyCredential.parseCreationOptionsFromJSON()` (WebAuthn, `PublicKeyCredentialCreationOptionsJSON`).',
  })
  readonly options!: object;
}
