import { describe, expect, it } from 'vitest';
import { canonicalPath } from './canonical-path.js';

const base = '/vsaas/api/v2';

describe('the spellings of a path', () => {
  it.each([
    ['/cameras', '/cameras'],
    ['/cameras/', '/cameras/'],
    ['/cameras/gate', '/cameras/gate'],
    ['/cameras/north/gate/', '/cameras/north%2Fgate'],
    ['/cameras/north%2Fgate', '/cameras/north%2Fgate'],
    ['/cameras/north/gate/ptz', '/cameras/north%2Fgate/ptz'],
    ['/cameras/north/gate/user_attributes/', '/cameras/north%2Fgate/user_attributes'],
    ['/cameras/gate/agent-disconnect', '/cameras/gate/agent-disconnect'],
    ['/cameras/gate/agent', '/cameras/gate/agent'],
    ['/cameras/north%2Fagent', '/cameras/north%2Fagent'],
    ['/cameras/agent', '/cameras/agent'],
    ['/cameras//agent', '/cameras/%2Fagent'],
    ['/cameras/a/b/agent/agent', '/cameras/a%2Fb%2Fagent/agent'],
    ['/cameras/import', '/cameras/import'],
    ['/groups/3/cameras', '/groups/3/cameras'],
    ['/groups/3/cameras/north/gate', '/groups/3/cameras/north%2Fgate'],
    ['/domains/1/organizations', '/organizations'],
    ['/domains/1/organizations/7/users/', '/organizations/7/users/'],
    ['/domains/1/users', '/domains/1/users'],
    ['/domains/1/domains/1/organizations', '/domains/1/domains/1/organizations'],
    ['/domains/2/organizations', '/domains/2/organizations'],
    ['/domains/10/organizations', '/domains/10/organizations'],
  ])('%s is %s', (spelt, canonical) => expect(canonicalPath(base + spelt)).toBe(base + canonical));

  it.each(['/vsaas/api/interchange/usercameras', '/vsaas/api/interchange/usercameras/'])('%s is an import', (spelt) => {
    expect(canonicalPath(spelt)).toBe(`${base}/cameras/import`);
  });
});
