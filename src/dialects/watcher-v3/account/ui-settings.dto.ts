import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const picture = { description: 'A `data:` URL.', example: 'data:image/png;base64,iVBORw0KGgo=' } as const;
const color = { description: 'As CSS writes it.', example: '#1f6feb' } as const;

class UiColors {
  @ApiPropertyOptional(color)
  readonly primary?: string;

  @ApiPropertyOptional(color)
  readonly secondary?: string;

  @ApiPropertyOptional(color)
  readonly background?: string;
}

/** How a login page looks (GO25); unset values are left out. */
export class UiSettings {
  @ApiProperty({ description: 'Name of the installation.', example: 'City cameras' })
  readonly title!: string;

  @ApiProperty({ type: UiColors, description: 'Colors.' })
  readonly colors!: UiColors;

  @ApiPropertyOptional({ ...picture, description: 'Logo of the interface, a `data:` URL.' })
  readonly logo?: string;

  @ApiPropertyOptional({ ...picture, description: 'Logo of the login page, a `data:` URL.' })
  readonly logo_auth?: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'The icon, a `data:` URL, by its width.',
    example: { 16: 'data:image/png;base64,iVBORw0KGgo=' },
  })
  readonly favicons!: Readonly<Record<string, string>>;

  @ApiProperty({ description: 'Language of people who have not chosen one, ISO 639-1.', example: 'en' })
  readonly default_locale!: string;

  @ApiProperty({ type: [String], description: 'Languages there are.', example: ['en'] })
  readonly locales!: readonly string[];
}
