export { MailModule } from './mail.module.js';
export { Mail, MailError, type Letter } from './mailer.js';
