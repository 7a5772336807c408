import type { ScopeWord } from '#auth';
import type { ExternalFailure } from '#federation';

/** The texts of the pages, in one language. `{app}`, `{login}` and `{provider}` are filled in. */
export interface Texts {
  readonly signIn: string;
  readonly continueTo: string;
  readonly login: string;
  readonly password: string;
  readonly wrong: string;
  readonly tooMany: string;
  readonly busy: string;
  readonly expired: string;
  readonly tooLate: string;
  readonly newPassword: string;
  readonly newPasswordAsk: string;
  readonly unacceptable: string;
  readonly goOn: string;
  readonly secondFactor: string;
  readonly secondFactorAsk: string;
  readonly code: string;
  readonly wrongCode: string;
  readonly passkey: string;
  readonly passkeyFailed: string;
  readonly enrol: string;
  readonly enrolAsk: string;
  readonly openApp: string;
  readonly recoveryCodes: string;
  readonly recoveryCodesAsk: string;
  readonly consentTitle: string;
  readonly consent: string;
  readonly describedAt: string;
  readonly asWho: string;
  readonly returnTo: string;
  readonly allow: string;
  readonly deny: string;
  readonly signOut: string;
  readonly signOutAsk: string;
  readonly signedOut: string;
  readonly unusable: string;
  readonly unusableClient: string;
  readonly unusableRedirect: string;
  readonly unusableSignOut: string;
  readonly deviceTitle: string;
  readonly deviceEnter: string;
  readonly deviceCode: string;
  readonly deviceNext: string;
  readonly deviceWrong: string;
  readonly deviceCheck: string;
  readonly deviceAllowed: string;
  readonly deviceDenied: string;
  readonly signInWith: string;
  readonly notSignedIn: string;
  readonly backToSignIn: string;
  readonly external: Readonly<Record<ExternalFailure, string>>;
  readonly scopes: Readonly<Record<ScopeWord, string>>;
}

const en: Texts = {
  signIn: 'Sign in',
  continueTo: 'to continue to {app}',
  login: 'Login',
  password: 'Password',
  wrong: 'The login or the password is wrong.',
  tooMany: 'Too many attempts. Wait a moment, then try again.',
  busy: 'The server is busy. Try again in a second.',
  expired: 'The form is too old. Please send it again.',
  tooLate: 'That took too long. Please sign in again.',
  newPassword: 'New password',
  newPasswordAsk: 'Your password is temporary. Choose a new one.',
  unacceptable: 'This password cannot be used: at least 8 characters, not a common one, and not the one until now.',
  goOn: 'Continue',
  secondFactor: 'Second step',
  secondFactorAsk: 'Enter the six digits that your authenticator app shows, or a recovery code.',
  code: 'Code',
  wrongCode: 'The code is wrong or was used before.',
  passkey: 'Use a passkey',
  passkeyFailed: 'The passkey could not be used. Try again, or sign in another way.',
  enrol: 'Set up a second step',
  enrolAsk:
    'A second step is required. Add this secret to an authenticator app, then enter the six digits that it shows.',
  openApp: 'Open the authenticator app',
  recoveryCodes: 'Recovery codes',
  recoveryCodesAsk: 'Each of these codes signs you in once when you lose the app. They are shown only now: keep them.',
  consentTitle: 'Allow access?',
  consent: '{app} would like to:',
  describedAt:
    'Nobody registered this application here. It describes itself at {host}: allow it only if you trust that address.',
  asWho: 'You are signed in as {login}.',
  returnTo: 'Afterwards you return to {place}.',
  allow: 'Allow',
  deny: 'Deny',
  signOut: 'Sign out',
  signOutAsk: 'Do you want to sign out, {login}?',
  signedOut: 'You are signed out.',
  unusable: 'This link does not work',
  unusableClient: 'The application is not known here.',
  unusableRedirect: 'The application did not name an address that is registered for it.',
  unusableSignOut: 'The request to sign out is not valid.',
  deviceTitle: 'Connect a device',
  deviceEnter: 'Type the code that your device shows.',
  deviceCode: 'Code',
  deviceNext: 'Continue',
  deviceWrong: 'The code is wrong, or no longer valid.',
  deviceCheck: 'Go on only if your device shows the code {code}.',
  deviceAllowed: 'Your device is connected. You can close this page.',
  deviceDenied: 'Your device was not connected.',
  signInWith: 'Sign in with {provider}',
  notSignedIn: 'You are not signed in',
  backToSignIn: 'Back to sign-in',
  external: {
    unknown: 'This way to sign in does not exist.',
    unavailable: 'The sign-in service does not answer. Try again later, or sign in another way.',
    stale: 'This sign-in has expired, was used already, or began in another browser. Please begin again.',
    denied: 'The sign-in service did not sign you in.',
    rejected: 'The answer of the sign-in service cannot be trusted.',
    'no-account': 'You have no account here. Ask an administrator.',
    'login-taken': 'Your login belongs to another account here. An administrator can link it to your sign-in.',
    disabled: 'Your account cannot be used. Ask an administrator.',
    'too-many': 'Too many attempts. Wait a moment, then try again.',
  },
  scopes: {
    openid: 'know who you are',
    profile: 'see your name, login and language',
    email: 'see your email address',
    offline_access: 'act for you while you are away',
    'cameras:read': 'see your cameras and their state',
    'cameras:live': 'watch pictures and video, and move cameras',
    'cameras:write': 'change cameras',
    'organizations:manage': 'manage organizations, folders and members',
    'users:manage': 'manage user accounts',
    'applications:manage': 'manage applications',
    admin: 'administer this installation',
  },
};

const de: Texts = {
  signIn: 'Anmelden',
  continueTo: 'weiter zu {app}',
  login: 'Anmeldename',
  password: 'Passwort',
  wrong: 'Anmeldename oder Passwort ist falsch.',
  tooMany: 'Zu viele Versuche. Bitte kurz warten und noch einmal versuchen.',
  busy: 'Der Server ist ausgelastet. Bitte gleich noch einmal versuchen.',
  expired: 'Das Formular ist zu alt. Bitte noch einmal absenden.',
  tooLate: 'Das hat zu lange gedauert. Bitte noch einmal anmelden.',
  newPassword: 'Neues Passwort',
  newPasswordAsk: 'Ihr Passwort gilt nur vorläufig. Bitte wählen Sie ein neues.',
  unacceptable: 'Dieses Passwort geht nicht: mindestens 8 Zeichen, kein häufiges und nicht das bisherige.',
  goOn: 'Weiter',
  secondFactor: 'Zweiter Schritt',
  secondFactorAsk: 'Geben Sie die sechs Ziffern Ihrer Authenticator-App ein, oder einen Wiederherstellungscode.',
  code: 'Code',
  wrongCode: 'Der Code ist falsch oder schon benutzt.',
  passkey: 'Passkey verwenden',
  passkeyFailed:
    'Der Passkey konnte nicht verwendet werden. Versuchen Sie es noch einmal, oder melden Sie sich anders an.',
  enrol: 'Zweiten Schritt einrichten',
  enrolAsk:
    'Ein zweiter Schritt ist vorgeschrieben. Tragen Sie dieses Geheimnis in eine Authenticator-App ein und geben Sie dann die sechs Ziffern ein, die sie zeigt.',
  openApp: 'Authenticator-App öffnen',
  recoveryCodes: 'Wiederherstellungscodes',
  recoveryCodesAsk:
    'Jeder dieser Codes meldet Sie einmal an, wenn Sie die App verlieren. Sie werden nur jetzt gezeigt: bitte aufbewahren.',
  consentTitle: 'Zugriff erlauben?',
  consent: '{app} möchte:',
  describedAt:
    'Niemand hat diese Anwendung hier eingetragen. Sie beschreibt sich selbst auf {host}: Erlauben Sie nur, was Sie von dort erwarten.',
  asWho: 'Sie sind angemeldet als {login}.',
  returnTo: 'Danach kehren Sie zurück zu {place}.',
  allow: 'Erlauben',
  deny: 'Ablehnen',
  signOut: 'Abmelden',
  signOutAsk: 'Möchten Sie sich abmelden, {login}?',
  signedOut: 'Sie sind abgemeldet.',
  unusable: 'Dieser Link funktioniert nicht',
  unusableClient: 'Die Anwendung ist hier nicht bekannt.',
  unusableRedirect: 'Die Anwendung hat keine für sie eingetragene Adresse genannt.',
  unusableSignOut: 'Die Anfrage zum Abmelden ist ungültig.',
  deviceTitle: 'Gerät verbinden',
  deviceEnter: 'Geben Sie den Code ein, den Ihr Gerät anzeigt.',
  deviceCode: 'Code',
  deviceNext: 'Weiter',
  deviceWrong: 'Der Code ist falsch oder nicht mehr gültig.',
  deviceCheck: 'Fahren Sie nur fort, wenn Ihr Gerät den Code {code} anzeigt.',
  deviceAllowed: 'Ihr Gerät ist verbunden. Sie können diese Seite schließen.',
  deviceDenied: 'Ihr Gerät wurde nicht verbunden.',
  signInWith: 'Anmelden mit {provider}',
  notSignedIn: 'Sie sind nicht angemeldet',
  backToSignIn: 'Zurück zur Anmeldung',
  external: {
    unknown: 'Diese Art der Anmeldung gibt es nicht.',
    unavailable: 'Der Anmeldedienst antwortet nicht. Versuchen Sie es später, oder melden Sie sich anders an.',
    stale:
      'Diese Anmeldung ist abgelaufen, schon benutzt oder in einem anderen Browser begonnen. Bitte beginnen Sie neu.',
    denied: 'Der Anmeldedienst hat Sie nicht angemeldet.',
    rejected: 'Der Antwort des Anmeldedienstes ist nicht zu trauen.',
    'no-account': 'Sie haben hier kein Konto. Fragen Sie einen Administrator.',
    'login-taken':
      'Ihr Anmeldename gehört hier zu einem anderen Konto. Ein Administrator kann es mit Ihrer Anmeldung verbinden.',
    disabled: 'Ihr Konto ist nicht benutzbar. Fragen Sie einen Administrator.',
    'too-many': 'Zu viele Versuche. Bitte kurz warten und noch einmal versuchen.',
  },
  scopes: {
    openid: 'wissen, wer Sie sind',
    profile: 'Ihren Namen, Anmeldenamen und Ihre Sprache sehen',
    email: 'Ihre E-Mail-Adresse sehen',
    offline_access: 'in Ihrer Abwesenheit für Sie handeln',
    'cameras:read': 'Ihre Kameras und deren Zustand sehen',
    'cameras:live': 'Bilder und Videos ansehen und Kameras bewegen',
    'cameras:write': 'Kameras ändern',
    'organizations:manage': 'Organisationen, Ordner und Mitglieder verwalten',
    'users:manage': 'Benutzerkonten verwalten',
    'applications:manage': 'Anwendungen verwalten',
    admin: 'diese Installation verwalten',
  },
};

const ru: Texts = {
  signIn: 'Вход',
  continueTo: 'чтобы продолжить в {app}',
  login: 'Логин',
  password: 'Пароль',
  wrong: 'Неверный логин или пароль.',
  tooMany: 'Слишком много попыток. Подождите немного и попробуйте снова.',
  busy: 'Сервер занят. Попробуйте ещё раз через секунду.',
  expired: 'Форма устарела. Отправьте её ещё раз.',
  tooLate: 'Прошло слишком много времени. Войдите ещё раз.',
  newPassword: 'Новый пароль',
  newPasswordAsk: 'Ваш пароль временный. Выберите новый.',
  unacceptable: 'Этот пароль не подходит: не менее 8 символов, не распространённый и не прежний.',
  goOn: 'Продолжить',
  secondFactor: 'Второй шаг',
  secondFactorAsk: 'Введите шесть цифр из приложения для аутентификации или резервный код.',
  code: 'Код',
  wrongCode: 'Код неверен или уже использован.',
  passkey: 'Использовать ключ доступа',
  passkeyFailed: 'Ключ доступа не подошёл. Попробуйте ещё раз или войдите другим способом.',
  enrol: 'Настройте второй шаг',
  enrolAsk:
    'Требуется второй шаг. Добавьте этот секрет в приложение для аутентификации и введите шесть цифр, которые оно покажет.',
  openApp: 'Открыть приложение',
  recoveryCodes: 'Резервные коды',
  recoveryCodesAsk:
    'Каждый из этих кодов один раз заменит потерянное приложение. Они показываются только сейчас: сохраните их.',
  consentTitle: 'Разрешить доступ?',
  consent: '{app} запрашивает право:',
  describedAt:
    'Это приложение здесь никто не регистрировал. Оно описывает себя на {host}: разрешайте, только если доверяете этому адресу.',
  asWho: 'Вы вошли как {login}.',
  returnTo: 'Затем вы вернётесь на {place}.',
  allow: 'Разрешить',
  deny: 'Отклонить',
  signOut: 'Выйти',
  signOutAsk: 'Выйти из учётной записи {login}?',
  signedOut: 'Вы вышли.',
  unusable: 'Эта ссылка не работает',
  unusableClient: 'Это приложение здесь не зарегистрировано.',
  unusableRedirect: 'Приложение не указало зарегистрированный для него адрес.',
  unusableSignOut: 'Запрос на выход недействителен.',
  deviceTitle: 'Подключение устройства',
  deviceEnter: 'Введите код, который показывает ваше устройство.',
  deviceCode: 'Код',
  deviceNext: 'Продолжить',
  deviceWrong: 'Код неверен или больше не действует.',
  deviceCheck: 'Продолжайте, только если ваше устройство показывает код {code}.',
  deviceAllowed: 'Устройство подключено. Эту страницу можно закрыть.',
  deviceDenied: 'Устройство не подключено.',
  signInWith: 'Войти через {provider}',
  notSignedIn: 'Вход не выполнен',
  backToSignIn: 'Назад ко входу',
  external: {
    unknown: 'Такого способа входа нет.',
    unavailable: 'Служба входа не отвечает. Попробуйте позже или войдите другим способом.',
    stale: 'Этот вход устарел, уже использован или начат в другом браузере. Начните заново.',
    denied: 'Служба входа вас не впустила.',
    rejected: 'Ответу службы входа нельзя доверять.',
    'no-account': 'У вас нет учётной записи. Обратитесь к администратору.',
    'login-taken': 'Ваш логин принадлежит здесь другой учётной записи. Администратор может связать её с вашим входом.',
    disabled: 'Ваша учётная запись недоступна. Обратитесь к администратору.',
    'too-many': 'Слишком много попыток. Подождите немного и попробуйте снова.',
  },
  scopes: {
    openid: 'знать, кто вы',
    profile: 'видеть ваше имя, логин и язык',
    email: 'видеть ваш адрес электронной почты',
    offline_access: 'действовать от вашего имени в ваше отсутствие',
    'cameras:read': 'видеть ваши камеры и их состояние',
    'cameras:live': 'смотреть изображения и видео, управлять камерами',
    'cameras:write': 'изменять камеры',
    'organizations:manage': 'управлять организациями, папками и участниками',
    'users:manage': 'управлять учётными записями',
    'applications:manage': 'управлять приложениями',
    admin: 'администрировать эту установку',
  },
};

const byLanguage: ReadonlyMap<string, Texts> = new Map([
  ['en', en],
  ['de', de],
  ['ru', ru],
]);

/** The languages of the pages, ISO 639-1. */
export const pageLanguages = [...byLanguage.keys()];

export interface Language {
  readonly code: string;
  readonly texts: Texts;
}

/**
 * The first language that we have: of `ui_locales` (OpenID Connect Core §3.1.2.1), then of `Accept-Language` in the order in
 * which browsers list them; else English.
 */
export function chooseLanguage(uiLocales: string | undefined, acceptLanguage: string | undefined): Language {
  const wanted = [...(uiLocales?.split(' ') ?? []), ...(acceptLanguage?.split(',') ?? [])].slice(0, 30);
  for (const tag of wanted) {
    const code = tag.trim().slice(0, 2).toLowerCase();
    const texts = /^[a-zA-Z]{2}(?:$|[-;])/.test(tag.trim()) ? byLanguage.get(code) : undefined;
    if (texts !== undefined) return { code, texts };
  }
  return { code: 'en', texts: en };
}

/** Fills `{name}` in a text. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
