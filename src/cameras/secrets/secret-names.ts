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
];
/** What belongs to a secret without being one: when it ends, of which kind it is. */
const harmless = /(?:endtime|starttime|expir(?:y|es|ed|ation)?|type|enabled|required|length|ttl|seconds|count)$/;
const names = new Set(
  (
    'pass pas pw psw psd pswd loginpas psk otp jwt auth oauth authcode accesscode key sig sign sas hmac hash md5 digest ticket ' +
    'session sess sid cred creds pin cnonce hdnts hdnea hdntl'
  ).split(' '),
);
/** Keys that unlock nothing. */
const publicKeys = new Set('public primary foreign sort partition object hot short key candidate'.split(' '));
/** What stands beside `p=` where that is a password. */
const users = new Set('u usr user username login loginuse uname account'.split(' '));
/** Under a doubtful name these say how, not what: `auth=basic`, `key=1`. */
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
  const last = words.at(-1)?.replace(/\d{1,3}$/, '') ?? '';
  const isDoubtful = names.has(joined) || (last === 'key' && !publicKeys.has(words.at(-2) ?? ''));
  return isDoubtful && (value === undefined || !plainWord.test(value));
}

/** Whether the name says so beyond doubt, so that a number, too, is a secret under it. */
export function isCertainName(name: string): boolean {
  const words = wordsOf(name);
  return isCertain(words, words.join('').replace(/\d{1,3}$/, ''));
}

/** Whether the name is that of a login, which is shown. */
export function isUserName(name: string): boolean {
  return users.has(wordsOf(name).join(''));
}

function isCertain(words: readonly string[], joined: string): boolean {
  if (harmless.test(joined)) return false;
  if (parts.some((part) => joined.includes(part))) return true;
  const last = words.at(-1) ?? '';
  return joined === 'pin' || last === 'pass' || (joined.endsWith('pass') && !/(?:com|by|sur)pass$/.test(joined));
}

/** The words of a name in small letters: apart at signs, and where a capital follows a small letter. */
function wordsOf(name: string): readonly string[] {
  return decoded(name)
    .slice(0, 255)
    .replace(/([a-z0-9])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function decoded(name: string): string {
  let text = name;
  for (let times = 0; times < 3 && text.includes('%'); times += 1)
    text = text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return text;
}
