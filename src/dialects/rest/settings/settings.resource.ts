import type { Appearance, Installation, InstallationChange, MailSettings } from '#settings';
import { given } from '../resources/body-field.js';
import { defineResource } from '../resources/resource.js';
import { AppearanceBody, type MailBody, MailAnswer, type SettingsChangeBody } from './settings.dto.js';

/** What administrators set, and which secrets of it there are. */
export interface ShownSettings {
  readonly installation: Installation;
  readonly hasPassword: boolean;
  readonly hasApiKey: boolean;
}

export const settingsResource = defineResource<ShownSettings, never>('Settings', {
  appearance: {
    type: AppearanceBody,
    description: 'How the interface looks.',
    show: ({ installation: { appearance } }) => ({
      title: appearance.title,
      logo: appearance.logo,
      logo_auth: appearance.logoAuth,
      favicon: appearance.favicon,
      primary_color: appearance.primaryColor,
      secondary_color: appearance.secondaryColor,
      background_color: appearance.backgroundColor,
    }),
  },
  mail: {
    type: MailAnswer,
    nullable: true,
    description: 'How mail is sent; `null`: as `SMTP_URL` says.',
    show: ({ installation: { mail }, hasPassword, hasApiKey }) =>
      mail && {
        method: mail.method,
        host: mail.host,
        port: mail.port,
        login: mail.login,
        has_password: hasPassword,
        security: mail.security,
        sender_title: mail.senderTitle,
        sender_address: mail.senderAddress,
        has_api_key: hasApiKey,
      },
  },
  max_sessions: {
    type: 'integer',
    nullable: true,
    description: 'How many sessions a user has who has no limit of their own; `null`: 50.',
    example: 50,
    show: ({ installation: { maxSessions } }) => maxSessions,
  },
});

/** A body as a change of the core's settings. */
export function toInstallationChange({ appearance, mail, max_sessions }: SettingsChangeBody): InstallationChange {
  return given({
    appearance: appearance && toAppearance(appearance),
    mail: mail && toMail(mail),
    maxSessions: max_sessions,
  });
}

function toAppearance(body: AppearanceBody): Partial<Appearance> {
  const { title, logo, favicon } = body;
  return given({
    title,
    logo,
    logoAuth: body.logo_auth,
    favicon,
    primaryColor: body.primary_color,
    secondaryColor: body.secondary_color,
    backgroundColor: body.background_color,
  });
}

function toMail(body: MailBody): Partial<MailSettings> {
  const { method, host, port, login, password, security } = body;
  return given({
    method,
    host,
    port,
    login,
    password,
    security,
    senderTitle: body.sender_title,
    senderAddress: body.sender_address,
    apiKey: body.api_key,
  });
}
