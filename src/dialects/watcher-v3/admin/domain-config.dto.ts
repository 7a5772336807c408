import { ApiPropertyOptional } from '@nestjs/swagger';
import { ObjectField } from '../body/nested-fields.decorator.js';
import { ChoiceField, IntegerField, TextField } from '../body/scalar-fields.decorator.js';

/** A `data:` URL of 256 KiB. */
const longestPicture = 262_144;
const picture = { example: 'data:image/png;base64,iVBORw0KGgo=', max: longestPicture, nullable: true } as const;
const color = { example: '#1f6feb', max: 30, nullable: true } as const;

class DomainColors {
  @TextField({ ...color, description: 'Of texts and buttons.' })
  readonly primary?: string | null;

  @TextField({ ...color, description: 'Of what stands out.' })
  readonly secondary?: string | null;

  @TextField({ ...color, description: 'Behind everything.' })
  readonly background?: string | null;
}

class DomainAppearance {
  @TextField({ description: 'Name of the installation.', example: 'City cameras', max: 255, nullable: true })
  readonly title?: string | null;

  @TextField({ ...picture, description: 'Logo of the interface, a `data:` URL.' })
  readonly logo?: string | null;

  @TextField({ ...picture, description: 'Logo of the login page, a `data:` URL.' })
  readonly logo_auth?: string | null;

  @TextField({ ...picture, description: 'The icon, a `data:` URL.' })
  readonly favicon?: string | null;

  @ObjectField(() => DomainColors, { description: 'Colors.', nullable: true })
  readonly colors?: DomainColors | null;
}

class MailSender {
  @TextField({ description: 'Name.', example: 'City cameras', max: 255, nullable: true })
  readonly title?: string | null;

  @TextField({ description: 'Address.', example: 'cameras@example.com', max: 255, nullable: true })
  readonly email?: string | null;
}

class DomainMail {
  @ChoiceField(['SMTP', 'SendGrid'], { description: 'How emails are sent.', example: 'SMTP' })
  readonly sending_method?: string;

  @TextField({ description: 'Host of the mail server.', example: 'mail.example.com', max: 255, nullable: true })
  readonly host?: string | null;

  @IntegerField({ description: 'Its port.', example: 587, min: 1, max: 65535, nullable: true })
  readonly port?: number | null;

  @TextField({ description: 'Login there.', example: 'cameras', max: 255, nullable: true })
  readonly login?: string | null;

  @ChoiceField(['none', 'tls', 'starttls'], { description: 'How the connection is protected.', example: 'starttls' })
  readonly security?: string;

  @ObjectField(() => MailSender, { description: 'The sender of emails.', nullable: true })
  readonly sender?: MailSender | null;
}

class DomainMailBody extends DomainMail {
  @TextField({
    description: 'Password there; stored sealed, never returned. What is left out or empty stays.',
    example: 'the password of the mailbox',
    max: 1024,
    nullable: true,
    writeOnly: true,
  })
  readonly password?: string | null;

  @TextField({
    description: "SendGrid's key; stored sealed, never returned. What is left out or empty stays.",
    example: 'SG.key',
    max: 255,
    nullable: true,
    writeOnly: true,
  })
  readonly api_key?: string | null;
}

/** The body of `PUT /domain_config` (GO25 `DomainConfig`); what is left out stays, null clears. */
export class DomainConfigBody {
  @ObjectField(() => DomainMailBody, { description: 'How emails are sent.', nullable: true })
  readonly mail?: DomainMailBody | null;

  @ObjectField(() => DomainAppearance, { description: 'How the interface looks.', nullable: true })
  readonly appearance?: DomainAppearance | null;
}

/** What administrators set while the server runs (GO25 `DomainConfig`); unset values are left out. */
export class DomainConfig {
  @ApiPropertyOptional({ type: DomainMail, description: 'How emails are sent, without secrets.' })
  readonly mail?: object;

  @ApiPropertyOptional({ type: DomainAppearance, description: 'How the interface looks.' })
  readonly appearance?: object;
}
