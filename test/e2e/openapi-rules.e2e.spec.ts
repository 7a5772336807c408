import { createConfig, lintFromString } from '@redocly/openapi-core';
import { type RulesetDefinition, Spectral } from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialectNames } from '#config';
import { type TestServer, openServer } from '../support/server.js';

/** Redocly's recommended rules that do not hold here, each with its reason. */
const redoclyRules: Readonly<Record<string, Readonly<Record<string, 'off'>>>> = {
  // `organizations/invite/{key}` beside `organizations/{id}/users` is Flussonic's; what is spelt out wins over a parameter.
  'watcher-v3': { 'no-ambiguous-paths': 'off' },
};

let server: TestServer;

beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

async function read(dialect: string): Promise<string> {
  return (await fetch(`${server.url}/openapi/${dialect}.json`)).text();
}

describe.each(dialectNames)('the OpenAPI definition of %s', (dialect) => {
  it("keeps Redocly's recommended rules, without a warning", async () => {
    const config = await createConfig({ extends: ['recommended'], rules: redoclyRules[dialect] ?? {} });
    const problems = await lintFromString({ source: await read(dialect), absoluteRef: `${dialect}.json`, config });
    const said = problems.map(({ ruleId, location, message }) => `${ruleId} ${location[0]?.pointer}: ${message}`);
    expect(said).toEqual([]);
  });

  it("keeps Spectral's recommended rules, without a warning", async () => {
    const spectral = new Spectral();
    // The border to Spectral's types, which do not know that a rule set need not extend another.
    spectral.setRuleset({ extends: [[oas as RulesetDefinition, 'recommended']], rules: {} });
    const definition: Readonly<Record<string, unknown>> = JSON.parse(await read(dialect));
    const problems = await spectral.run(definition);
    expect(problems.map(({ code, path, message }) => `${code} ${path.join('/')}: ${message}`)).toEqual([]);
  });
});
