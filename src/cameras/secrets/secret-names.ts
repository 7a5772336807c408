/** Cyrillic and Greek letters, and Latin ones without a decomposition, that look like those of ASCII. */
const lookAlikes = 'аaвbеeѕsіiјjкkмmнhоoрpсcтtуyхxԁdԛqԝwοoαaρpνvιiłløoıiðdđd';
const asciiOf = new Map([...lookAlikes.matchAll(/(.)(.)/gu)].map(([, letter = '', ascii = '']) => [letter, ascii]));

/** A name in the letters by which it is judged: small, without accents and invisible signs, look-alikes as ASCII. */
function foldedName(name: string): string {
  // Most names are ASCII: nothing to fold.
  if (/^[\x20-\x7e]*$/.test(name)) return name.toLowerCase();
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}|\p{Default_Ignorable_Code_Point}/gu, '');
  return plain.replace(/[^\x20-\x7e]/gu, (letter) => asciiOf.get(letter) ?? letter);
}

/** Names whose value is a secret wherever they stand in a longer name: `loginPassword`, `X-Api-Key`, `wowzatokenhash`. */
const parts = [
  'passw',
  'pwd',
  'passphrase',
  'passcode',
  'secret',
  'credential',
  'token',
  'apikey',
  'accesskey',
  'authkey',
  'privatekey',
  'signature',
  'authoriz',
  'authoris',
  'cookie',
  'bearer',
  'sessid',
  'sessionid',
  'pincode',
  'streamkey',
  ...'kennwort contraseña motdepasse wachtwoord salasana lösenord jelszó adgangskode hasło'.split(' '),
  ...'密码 密碼 パスワード 비밀번호 пароль'.split(' '),
].map(foldedName);
/** Words for a password that are parts of other words, too. */
const foreignWords = new Set('clave senha mdp parola heslo şifre passord'.split(' ').map(foldedName));
/** Names under which a secret and much else stands: only what looks random is one. */
const randomNames = new Set('code nonce md5 enc'.split(' '));
/** Names of a secret's properties, which are no secrets: when it expires, of which kind it is. */
const harmless = /(?:endtime|starttime|expir(?:y|es|ed|ation)?|type|enabled|required|length|ttl|seconds|count)$/;
const names = new Set(
  (
    'pass pas pw psw psd pswd loginpas psk otp jwt auth oauth authcode accesscode key sig sign sas hmac hash digest ticket ' +
    'skey tok wsse basic authbasic kw session sess sid cred creds pin cnonce hdnts hdnea hdntl'
  ).split(' '),
);
/** Keys that unlock nothing. */
const publicKeys = new Set('public primary foreign sort partition object hot short key candidate'.split(' '));
/** Names beside which `p=` is a password. */
const users = new Set('u usr user username login loginuse uname account'.split(' '));
/** Under a doubtful name these values are a method, not a secret: `auth=basic`, `key=1`. */
const nothing = /^(?:null|undefined)?$/i;
const plainWord = /^(?:true|false|yes|no|none|on|off|basic|digest|any|[01])$/i;

/**
 * Whether a value of this name is a secret, in any case and spelling (`apiKey`, `API-KEY`, `%70assword`, `pwd1`).
 * @param value where it is known: doubtful names (`auth`, `key`) have values that are none
 */
export function isSecretName(name: string, value?: string): boolean {
  if (value !== undefined && nothing.test(value)) return false;
  const words = wordsOf(name);
  const joined = words.join('').replace(/\d{1,3}$/, '');
  if (isCertain(words, joined)) return true;
  if (value !== undefined && randomNames.has(words.join(''))) return looksRandom(value);
  const last = words.at(-1)?.replace(/\d{1,3}$/, '') ?? '';
  const isDoubtful = names.has(joined) || (last === 'key' && !publicKeys.has(words.at(-2) ?? ''));
  return isDoubtful && (value === undefined || !plainWord.test(value));
}

/** Whether the name is beyond doubt a secret's, so that a number, too, is a secret under it. */
export function isCertainName(name: string): boolean {
  const words = wordsOf(name);
  return isCertain(words, words.join('').replace(/\d{1,3}$/, ''));
}

/** Whether a random-looking value of this name is a secret. */
export function isRandomName(name: string): boolean {
  return randomNames.has(wordsOf(name).join(''));
}

/** Whether the name is that of a login, which is no secret. */
export function isUserName(name: string): boolean {
  return users.has(wordsOf(name).join(''));
}

function isCertain(words: readonly string[], joined: string): boolean {
  if (harmless.test(joined)) return false;
  if (parts.some((part) => joined.includes(part))) return true;
  const last = words.at(-1) ?? '';
  if (foreignWords.has(joined) || foreignWords.has(last)) return true;
  return joined === 'pin' || last === 'pass' || (joined.endsWith('pass') && !/(?:com|by|sur)pass$/.test(joined));
}

function looksRandom(value: string): boolean {
  return /^[\w.~+/=%^!$()*-]{16,}$/.test(value) && /[a-z]/i.test(value) && /\d/.test(value);
}

/** The words of a name in small letters: apart at signs, and where a capital follows a small letter. */
function wordsOf(name: string): readonly string[] {
  return foldedName(decoded(name.slice(0, 765)).replace(/([a-z0-9])(?=[A-Z])/g, '$1 '))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Percent-encoding may have been decoded byte by byte before: then the bytes are UTF-8. */
function decoded(name: string): string {
  let text = name;
  for (let times = 0; times < 3 && text.includes('%'); times += 1)
    text = text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  if (!/[\u0080-\u00ff]/.test(text) || /[\u0100-\uffff]/.test(text)) return text;
  const read = Buffer.from(text, 'latin1').toString('utf8');
  return read.includes('\ufffd') ? text : read;
}
