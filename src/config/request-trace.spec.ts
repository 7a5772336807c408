import { describe, expect, it } from 'vitest';
import { traceIn, tracingHeaders, withTrace } from './request-trace.js';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const span = '00f067aa0ba902b7';

describe('traceparent', () => {
  it.each([
    ['this version', `00-${traceId}-${span}-01`],
    ['a later version, which may say more', `01-${traceId}-${span}-01-what-ever`],
  ])('of %s is continued', (_, text) => {
    expect(traceIn(text)).toEqual({ traceId, flags: '01' });
  });

  it.each([
    ['nothing', undefined],
    ['two of them', `00-${traceId}-${span}-01, 00-${traceId}-${span}-01`],
    ['capitals', `00-${traceId.toUpperCase()}-${span}-01`],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${span}-01`],
    ['a parent of zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['the version that must not be', `ff-${traceId}-${span}-01`],
    ['more than this version has', `00-${traceId}-${span}-01-more`],
    ['a long one', `01-${traceId}-${span}-01-${'x'.repeat(600)}`],
  ])('of %s is none', (_, text) => {
    expect(traceIn(text)).toBeUndefined();
  });

  it('is passed on as a step of its own, within the request only', async () => {
    const passedOn = await new Promise<string | undefined>((resolve) => {
      withTrace({ requestId: 'r', traceId, flags: '01' }, () => {
        void Promise.resolve().then(() => resolve(tracingHeaders()['traceparent']));
      });
    });
    expect(passedOn).toMatch(new RegExp(`^00-${traceId}-[\\da-f]{16}-01$`));
    expect(passedOn).not.toContain(span);
    expect(tracingHeaders()).toEqual({});
  });
});
