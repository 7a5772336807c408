import type { Appearance, Installation, InstallationChange, MailSettings } from '#settings';
import { given } from '../body/given.js';
import type { DomainConfig, DomainConfigBody } from './domain-config.dto.js';

/** Secrets are not in it: `InstallationSettings.read` has none. */
export function toDomainConfigWire({ appearance, mail }: Installation): DomainConfig {
  return { ...(mail === null ? {} : { mail: toMailWire(mail) }), appearance: toAppearanceWire(appearance) };
}

function toMailWire({ method, host, port, login, security, senderTitle, senderAddress }: MailSettings): object {
  const sender = given({ title: present(senderTitle), email: present(senderAddress) });
  const isSmtp = method === 'smtp';
  return {
    sending_method: isSmtp ? 'SMTP' : 'SendGrid',
    ...given({ host: present(host), port: present(port), login: present(login) }),
    ...(isSmtp ? { security } : {}),
    ...(Object.keys(sender).length === 0 ? {} : { sender }),
  };
}

function toAppearanceWire(appearance: Appearance): object {
  const { title, logo, logoAuth, favicon, primaryColor, secondaryColor, backgroundColor } = appearance;
  return {
    ...given({ title: present(title), logo: present(logo), logo_auth: present(logoAuth), favicon: present(favicon) }),
    colors: given({
      primary: present(primaryColor),
      secondary: present(secondaryColor),
      background: present(backgroundColor),
    }),
  };
}

function present<T>(value: T | null): T | undefined {
  return value ?? undefined;
}

/** Empty texts, which clients send for "none", clear like null; an empty secret stays as it is. */
export function readDomainConfig({ mail, appearance }: DomainConfigBody): InstallationChange {
  return given({
    mail: mail === undefined || mail === null ? mail : readMail(mail),
    appearance: readAppearance(appearance),
  });
}

function readMail(mail: NonNullable<DomainConfigBody['mail']>): Partial<MailSettings> {
  const { sending_method: method, sender } = mail;
  return given({
    method: method === undefined ? undefined : method === 'SMTP' ? ('smtp' as const) : ('sendgrid' as const),
    host: text(mail.host),
    port: mail.port,
    login: text(mail.login),
    password: secret(mail.password),
    apiKey: secret(mail.api_key),
    // The border: ChoiceField has rejected every other value.
    security: mail.security as MailSettings['security'] | undefined,
    senderTitle: sender === null ? null : text(sender?.title),
    senderAddress: sender === null ? null : text(sender?.email),
  });
}

const plain: Appearance = {
  title: null,
  logo: null,
  logoAuth: null,
  favicon: null,
  primaryColor: null,
  secondaryColor: null,
  backgroundColor: null,
};

function readAppearance(appearance: DomainConfigBody['appearance']): Partial<Appearance> | undefined {
  if (appearance === undefined) return undefined;
  if (appearance === null) return plain;
  const { colors } = appearance;
  return given({
    title: text(appearance.title),
    logo: text(appearance.logo),
    logoAuth: text(appearance.logo_auth),
    favicon: text(appearance.favicon),
    primaryColor: colors === null ? null : text(colors?.primary),
    secondaryColor: colors === null ? null : text(colors?.secondary),
    backgroundColor: colors === null ? null : text(colors?.background),
  });
}

function text(value: string | null | undefined): string | null | undefined {
  return value === '' ? null : value;
}

function secret(value: string | null | undefined): string | null | undefined {
  return value === '' ? undefined : value;
}
