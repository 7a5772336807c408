import { assert, constantFrom, property, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleAddress, splitUrl } from './credentials.js';
import { mask, unmask, withoutSecrets } from './mask.js';

function inQuery(name: string): string {
  return `http://h.example/?${name}=SECRET&x=1`;
}

/** Where a secret stands in a text, with `SECRET` in its place. */
const forms = [
  'rtsp://admin:SECRET@h.example/1',
  'http://h.example/?user=admin&password=SECRET&x=1',
  'http://h.example/?usr=a&pwd=SECRET',
  'http://h.example/?loginuse=a&loginpas=SECRET',
  'http://h.example/?pass=SECRET',
  'http://h.example/?passwd=SECRET',
  'http://h.example/?pw=SECRET',
  'http://h.example/?Password=SECRET',
  'http://h.example/?%70assword=SECRET',
  'http://h.example/?%2570assword=SECRET',
  'http://h.example/?token=SECRET&api_key=SECRET&auth=SECRET',
  'http://h.example/?access_token=SECRET',
  'http://h.example/?u=admin&p=SECRET',
  'http://h.example/?login=admin:SECRET',
  'http://h.example/?pwd1=SECRET',
  'http://h.example/?camera%5Bpassword%5D=SECRET',
  'http://h.example/?a=1&amp;password=SECRET&amp;b=2',
  'http://h.example/?a=1;password=SECRET;b=2',
  'https://h.example/1.jpg?X-Amz-Expires=60&X-Amz-Signature=SECRET',
  'https://h.example/1.jpg?sv=1&sig=SECRET&se=2',
  'http://h.example/;jsessionid=SECRET?a=1',
  'srt://h.example:9000?passphrase=SECRET',
  'srt://h.example:9000?streamid=publish:path:admin:SECRET',
  'srt://h.example:9000?streamid=#!::u=admin,s=SECRET',
  'rtsp://h.example/user=admin&password=SECRET&channel=1&stream=0.sdp',
  'rtsp://h.example/user=admin_password=SECRET_channel=1_stream=0.sdp',
  'rtsp://h.example/user=admin&password=SECRET&channel=1&stream=0.sdp?real_stream',
  'http://h.example/admin:SECRET/1',
  'http://h.example/token/SECRET/1.m3u8',
  'http://h.example/#password=SECRET',
  'rtsp://admin:12/SECRET@h.example/1',
  'rtsp://admin:12?SECRET@h.example',
  'rtsp://admin:12#SECRET@h.example/1',
  'http://192.0.2.1:80/SECRET@192.0.2.2/1',
  'http://h.example/?url=rtsp://admin:SECRET@c.example/1',
  'http://h.example/?url=rtsp%3A%2F%2Fadmin%3ASECRET%40c.example%2F1%3Fpassword%3DSECRET',
  'http://h.example/?url=rtsp%253A%252F%252Fadmin%253ASECRET%2540c.example',
  'http://h.example/rtsp://admin:SECRET@c.example/',
  'http:\\\\admin:SECRET@h.example/',
  'http:admin:SECRET@h.example/',
  'rtsp:\\/\\/admin:SECRET@h.example',
  '//admin:SECRET@h.example/',
  'admin:SECRET@192.0.2.1/1',
  '/snapshot.cgi?user=admin&pwd=SECRET',
  '/user=admin&password=SECRET&channel=1',
  'unheard-of+scheme://admin:SECRET@h.example/?token=SECRET',
  'ffmpeg -headers "Authorization: Basic SECRET" -i rtsp://admin:SECRET@h.example/1 -c copy -f null -',
  'curl -u admin:SECRET http://h.example/',
  'wget --user admin --password SECRET http://h.example/',
  'Authorization: Basic SECRET',
  'Cookie: a=SECRET; b=SECRET',
  'X-Api-Key: SECRET',
  '{"password":"SECRET","a":[1,{"url":"rtsp://admin:SECRET@h.example/"}]}',
  'http://h.example/a?config={"password":"SECRET"}',
  'http://h.example/a?config={password:SECRET}',
  'http://h.example/?q=%7B%22user%22%3A%22a%22%2C%22password%22%3A%22SECRET%22%7D',
  'http://h.example/?q=%257B%2522user%2522%253A%2522a%2522%252C%2522password%2522%253A%2522SECRET%2522%257D',
  'see http://h.example/a?config={"password":"SECRET"} and http://h.example/?q=%7B%22password%22%3A%22SECRET%22%7D',
  'so: {"password":["SECRET"]}, or so: "passwords":["SECRET","SECRET"]',
  'http://h.example/?password:SECRET',
  'http://h.example/?pwd:SECRET',
  'http://h.example/?a=1&pw:SECRET&key:SECRET&auth:SECRET',
  'http://h.example/?login=admin&password:SECRET&z=1',
  'http://h.example/?x=password%3ASECRET',
  'http://h.example/user=admin&password=a&SECRET&channel=1',
  '/user=admin&password=a&SECRET&channel=1',
  '/user=admin&password=a/SECRET&channel=1',
  'http://h.example/?user=admin&password=a&SECRET&z=1',
  'http://h.example/?login=admin:a&SECRET&z=1',
  'http://h.example/admin:a/SECRET/1',
  '/admin:a/SECRET/1',
  '/admin:a?SECRET',
  'http://h.example/password/a/SECRET',
  'http://h.example/?basic=SECRET',
  'http://h.example/?auth_basic=SECRET&authbasic=SECRET',
  'rtsp://h.example/live?streamid=user:SECRET',
  'http://h.example/?streamkey=SECRET&skey=SECRET&tok=SECRET&wsse=SECRET',
  'http://h.example/?pass+word=SECRET',
  'http://h.example/?pass\u200bword=SECRET',
  'http://h.example/?pass%E2%80%8Bword=SECRET',
  'http://h.example/?ｐａｓｓｗｏｒｄ=SECRET',
  'http://h.example/?раѕѕwоrd=SECRET',
  'http://h.example/?code=SECRETSECRET&nonce=SECRETSECRET&md5=SECRETSECRET&enc=SECRETSECRET',
  ...'kennwort contrasena contraseña clave senha mdp motdepasse mot_de_passe wachtwoord parola heslo hasło haslo'
    .split(' ')
    .map(inQuery),
  ...'密码 пароль salasana lösenord jelszó şifre sifre adgangskode passord パスワード 비밀번호 kw'
    .split(' ')
    .map(inQuery),
  `http://h.example/?${encodeURIComponent('密码')}=SECRET&${encodeURIComponent('şifre')}=SECRET`,
  '相机密码：SECRET',
  'login admin password: SECRET',
  'user: admin pass: SECRET',
  'Пароль: SECRET',
  '{"escaped":"{\\"password\\":\\"SECRET\\"}"}',
];
const values = [
  { api_key: 'SECRET', alg: 'faces' },
  { apiKey: 'SECRET' },
  { host: '192.0.2.1', password: 'SECRET' },
  { credentials: { login: 'admin', value: 'SECRET', more: ['SECRET'] } },
  { headers: [['X-Key', 'SECRET']] },
  { headers: { 'X-Api-Key': 'SECRET', Cookie: 'a=SECRET' } },
  { headers: [{ name: 'X-Api-Key', value: 'SECRET' }] },
  { headers: ['Authorization: Bearer SECRET'] },
  [{ url: 'http://h.example/?token=SECRET', auth: { type: 'basic', user: 'admin', password: 'SECRET' } }],
  { deep: { deeper: { deepest: [{ 'stream-key': 'SECRET' }] } } },
];
const secret = 'S3cr3t-Xq7';
const plain = (text: string): unknown => text.replaceAll('SECRET', secret);
const filled = [
  ...forms.map(plain),
  ...values.map((value) => JSON.parse(JSON.stringify(value).replaceAll('SECRET', secret))),
];

describe('a secret', () => {
  it.each(filled.map((value) => [value]))('in %j is taken out, and comes back where it was', (value) => {
    const { masked, locations } = mask(value as string);
    expect(JSON.stringify(masked)).not.toContain(secret);
    expect(JSON.stringify(masked)).toContain('***');
    const back = mask(masked, [JSON.parse(JSON.stringify(locations)) as typeof locations]);
    expect(back).toEqual({ masked, locations });
    const opened = unmask(masked, locations);
    const isText = typeof value === 'string' && value.startsWith('{');
    expect(isText ? JSON.parse(opened) : opened).toEqual(isText ? JSON.parse(value) : value);
  });

  it.each(forms.filter((form) => /^[a-z]+:\/\//.test(form) && !form.startsWith('unheard')))(
    'in %s is not in the address as it is shown',
    (form) => {
      expect(visibleAddress(String(plain(form)))).not.toContain(secret);
    },
  );

  it('of any signs that a URL may have never leaves', () => {
    const inUrls = forms.filter((form) => /^[a-z]+:\/\//.test(form) && !/%253A|12[/?#]|code=/.test(form));
    const signs = stringMatching(/^[A-Za-z0-9!$()*+.~^-]{3,40}$/);
    assert(
      property(constantFrom(...inUrls), signs, (form, word) => {
        const drawn = `Zq${word}9`;
        expect(withoutSecrets(form.replaceAll('SECRET', drawn))).not.toContain(drawn);
      }),
      { numRuns: 2000 },
    );
  });

  it('in a login of any signs is split off, whatever a parser makes of it', () => {
    const url = 'rtsp://admin:12/a:b?c#d@h.example/1?x=1';
    expect(splitUrl(url)).toEqual({
      url: 'rtsp://h.example/1?x=1',
      credentials: { login: 'admin', password: '12/a:b?c#d' },
    });
    expect(splitUrl('rtsp://***@h.example/1')).toEqual({ url: 'rtsp://h.example/1' });
    expect(splitUrl('rtsp://admin:***@h.example/1')).toEqual({ url: 'rtsp://h.example/1' });
  });

  it('stays where it was when the text around it changes, and follows to no other server', () => {
    const { locations } = mask({ url: 'http://h.example/1?password=old&x=1', key: 'k' });
    const open = (value: { url: string; key: string }): unknown => {
      const again = mask(value, [locations]);
      return unmask(again.masked, again.locations);
    };
    expect(open({ url: 'http://h.example/2?x=2&password=***', key: '***' })).toEqual({
      url: 'http://h.example/2?x=2&password=old',
      key: 'k',
    });
    expect(open({ url: 'http://evil.example/1?password=***&x=1', key: '***' })).toEqual({
      url: 'http://evil.example/1?password=***&x=1',
      key: '***',
    });
    expect(open({ url: 'http://h.example/1?password=new&x=1', key: 'l' })).toEqual({
      url: 'http://h.example/1?password=new&x=1',
      key: 'l',
    });
    const nested = mask('http://h.example/?url=rtsp://a:old@c.example/');
    const led = mask('http://h.example/?url=rtsp://***@evil.example/', [nested.locations]);
    expect(unmask(led.masked, led.locations)).not.toContain('old');
  });

  it('that is a login in base64 is known by its value', () => {
    for (const before of ['authbasic=', 'x=', 'x=Basic%20', 'x=basic+'])
      expect(withoutSecrets(`http://h.example/?${before}YWRtaW46ZQ&y=1`)).not.toContain('YWRt');
  });

  it('that newer rules find is added to what older ones found', () => {
    const parts = [{ label: 'password', offset: 31, value: 'a' }];
    const older = { at: '', shown: 'http://h.example/?u=b&password=***&ZQ&x=1', parts };
    const { masked, locations } = mask(older.shown, [[older]]);
    expect(masked).toBe('http://h.example/?u=b&password=***&x=1');
    expect(unmask(masked, locations)).toBe('http://h.example/?u=b&password=a&ZQ&x=1');
  });

  it('that is unknown is a text like any other', () => {
    expect(mask({ password: '***', url: 'http://h.example/?token=***' })).toEqual({
      masked: { password: '***', url: 'http://h.example/?token=***' },
      locations: [],
    });
  });
});
