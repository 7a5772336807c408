import { expect, it } from 'vitest';
import { findSecrets } from './find-secrets.js';
import { withoutSecrets } from './mask.js';
import { isSecretName } from './secret-names.js';

it.each([
  'http://h.example/cam.jpg?id=5&t=123',
  'https://h.example/?camera_id=5&rand=1713615550123&v=P_NO-NC-gGw',
  'https://h.example/osltv8/_definst_/mp4:groemitz2.stream/playlist.m3u8',
  'https://www.google.example/maps/@45.4658457,9.1882384,3a,60y/data=!3m6!1e1',
  'https://maps.example/camera/78166/@-104.90236,39.56376,17?show=normalCameras#camera/77778',
  'https://video.example/@user-vf2lt2jz4m/live',
  'https://photos.example/photos/197895716@N03/52774698600',
  'https://h.example/file?Codigo=camaras@@@PAGOZELAI_A_15.JPG&random=78',
  'https://h.example:8443/webcam@2x.jpg',
  'https://h.example/page.php#:~:text=Ein%20Blick',
  'https://h.example/?keyframe=1&key_frame=2&monkey=3&keyword=4&author=ann&passage=north&compass=n&tokens=',
  'https://h.example/webcams/pass/furka.jpg',
  'srt://h.example:9000?streamid=read:north/gate&mode=caller',
  'http://h.example/?code=north&enc=utf8&nonce=17&md5=&basic=1&code=KJFK',
  'http://h.example/#time:12:30&zoom:7',
  'CO 139 MP 039.85 NB at Douglas Pass: Looking North',
  'Write to info@h.example, or call 12:30',
])('%s holds no secret', (text) => {
  expect(findSecrets(text)).toEqual([]);
});

it.each(['password', 'PASSWD', 'user_pwd', 'X-Amz-Signature', 'apiKey', 'stream-key', 'PHPSESSID', 'pin', 'psk'])(
  '%s is the name of a secret',
  (name) => {
    expect(isSecretName(name)).toBe(true);
  },
);

it('time grows with the text, whatever it is made of', () => {
  const units = [
    'a=',
    '&password=',
    'login=',
    'p://',
    'r://a:',
    '@',
    '%25',
    'x=_a',
    '/a:',
    '-u a:b ',
    'x: ',
    '?u=',
    'a:b@',
    '[{"a":',
    '"password":[',
    'password:',
    '&streamid=a',
    '/token/a',
    '=YWRtaW46ZQ',
    '码',
  ];
  for (const unit of units) {
    // Processor time: on a loaded machine the clock says nothing.
    const started = process.cpuUsage();
    withoutSecrets(unit.repeat(Math.ceil(65_536 / unit.length)));
    expect([unit, process.cpuUsage(started).user < 5_000_000]).toEqual([unit, true]);
  }
});
