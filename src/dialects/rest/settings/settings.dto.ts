import { BooleanField, IntegerField, ObjectField, TextField, WordField } from '../resources/body-field.js';

const largestPicture = 262_144;
const picture = (what: string): PropertyDecorator =>
  TextField({
    description: `${what}: a \`data:\` URL of a picture.`,
    nullable: true,
    max: largestPicture,
    example: null,
  });
const color = (what: string): PropertyDecorator =>
  TextField({ description: `${what}, as CSS has it.`, nullable: true, max: 30, example: '#0a5' });

/** How the interface looks. */
export class AppearanceBody {
  @TextField({ description: 'The name of the installation.', nullable: true, max: 255, example: 'City cameras' })
  readonly title?: string | null;

  @picture('The logo')
  readonly logo?: string | null;

  @picture('The logo of the sign-in page')
  readonly logo_auth?: string | null;

  @picture('The icon')
  readonly favicon?: string | null;

  @color('The first color')
  readonly primary_color?: string | null;

  @color('The second color')
  readonly secondary_color?: string | null;

  @color('The color behind everything')
  readonly background_color?: string | null;
}

/** How mail is sent; password and key are never shown. */
export class MailBody {
  @WordField({ description: 'Through which service.', words: ['smtp', 'sendgrid'], example: 'smtp' })
  readonly method?: 'smtp' | 'sendgrid';

  @TextField({ description: 'The mail server.', nullable: true, max: 255, example: 'mail.example' })
  readonly host?: string | null;

  @IntegerField({ description: 'Its port.', nullable: true, max: 65_535, example: 587 })
  readonly port?: number | null;

  @TextField({ description: 'The login at it.', nullable: true, max: 255, example: 'camgate' })
  readonly login?: string | null;

  @TextField({ description: 'The password at it; never shown.', nullable: true, max: 1024 })
  readonly password?: string | null;

  @WordField({ description: 'Encryption.', words: ['none', 'tls', 'starttls'], example: 'starttls' })
  readonly security?: 'none' | 'tls' | 'starttls';

  @TextField({ description: 'The name of the sender.', nullable: true, max: 255, example: 'Cameras' })
  readonly sender_title?: string | null;

  @TextField({ description: 'The address of the sender.', nullable: true, max: 255, example: 'cameras@example.org' })
  readonly sender_address?: string | null;

  @TextField({ description: 'The key of SendGrid; never shown.', nullable: true, max: 255 })
  readonly api_key?: string | null;
}

/** The body of `PATCH /api/v1/settings` (RFC 7396): what is left out stays, `null` empties it. */
export class SettingsChangeBody {
  @ObjectField({ type: AppearanceBody, description: 'How the interface looks.' })
  readonly appearance?: AppearanceBody;

  @ObjectField({
    type: MailBody,
    nullable: true,
    description: 'How mail is sent; without it as `SMTP_URL` says.',
  })
  readonly mail?: MailBody | null;

  @IntegerField({
    description: 'How many sessions a user has who has no limit of their own; without it 50.',
    nullable: true,
    max: 10_000,
    example: 50,
  })
  readonly max_sessions?: number | null;
}

/** Mail settings as they are shown. */
export class MailAnswer {
  @WordField({ description: 'Through which service.', words: ['smtp', 'sendgrid'], example: 'smtp', required: true })
  readonly method!: string;

  @TextField({ description: 'The mail server.', nullable: true, max: 255, example: 'mail.example', required: true })
  readonly host!: string | null;

  @IntegerField({ description: 'Its port.', nullable: true, max: 65_535, example: 587, required: true })
  readonly port!: number | null;

  @TextField({ description: 'The login at it.', nullable: true, max: 255, example: 'camgate', required: true })
  readonly login!: string | null;

  @BooleanField({ description: 'There is a password; it is never shown.', example: true, required: true })
  readonly has_password!: boolean;

  @WordField({
    description: 'Encryption.',
    words: ['none', 'tls', 'starttls'],
    example: 'starttls',
    required: true,
  })
  readonly security!: string;

  @TextField({ description: 'The name of the sender.', nullable: true, max: 255, example: 'Cameras', required: true })
  readonly sender_title!: string | null;

  @TextField({
    description: 'The address of the sender.',
    nullable: true,
    max: 255,
    example: 'cameras@example.org',
    required: true,
  })
  readonly sender_address!: string | null;

  @BooleanField({ description: 'There is a key of SendGrid; it is never shown.', example: false, required: true })
  readonly has_api_key!: boolean;
}
