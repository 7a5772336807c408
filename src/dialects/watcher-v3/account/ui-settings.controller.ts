import { type Appearance, SettingsService } from '#settings';
import { given } from '../body/given.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { UiSettings } from './ui-settings.dto.js';

/** What an interface needs before anybody has signed in. */
@ClientApi('ui_settings', { tag: 'profile', public: 'all' })
export class UiSettingsController {
  constructor(private readonly settings: SettingsService) {}

  @Endpoint('GET', '', {
    operationId: 'ui_settings',
    summary: 'How the interface looks',
    answer: { type: UiSettings, description: 'Title, pictures and colors.' },
  })
  async show(): Promise<UiSettings> {
    return toUiSettings((await this.settings.read()).appearance);
  }
}

function toUiSettings(appearance: Appearance): UiSettings {
  const { title, logo, logoAuth, favicon, primaryColor, secondaryColor, backgroundColor } = appearance;
  return {
    title: title ?? 'Camgate',
    colors: given({
      primary: primaryColor ?? undefined,
      secondary: secondaryColor ?? undefined,
      background: backgroundColor ?? undefined,
    }),
    ...given({ logo: logo ?? undefined, logo_auth: logoAuth ?? undefined }),
    favicons: favicon === null ? {} : { 16: favicon },
    default_locale: 'en',
    locales: ['en'],
  };
}
