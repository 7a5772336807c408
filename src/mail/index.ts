export { MailModule } from './mail.module.js';
export { Mailer, MailError, type Email } from './mailer.js';
