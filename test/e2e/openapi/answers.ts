import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import type { Definition, Operation } from './definition.js';

/** Judges answers by what a definition says of them: the status, the media type, and the body to its last field. */
export class DocumentedAnswers {
  private readonly ajv = new Ajv2019({ strict: false, allErrors: true });

  constructor({ components }: Definition) {
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: 'definition', components: { schemas: asJsonSchema(components.schemas ?? {}) } });
  }

  /** What is wrong with an answer that should be a success; empty when it is as documented. */
  async faultsOf(operation: Operation, response: globalThis.Response): Promise<readonly string[]> {
    const text = await response.text();
    const documented = operation.responses[String(response.status)];
    if (documented === undefined || response.status >= 400) return [`${response.status} ${text.slice(0, 300)}`];
    const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
    if (documented.content === undefined) return text === '' ? [] : [`an undocumented body: ${text.slice(0, 100)}`];
    const content = documented.content[mediaType];
    if (content === undefined) return [`${response.status} with the undocumented media type "${mediaType}"`];
    if (content.schema === undefined || !mediaType.includes('json')) return [];
    return this.misfits(content.schema, JSON.parse(text) as unknown);
  }

  /** Where a value is not what a schema of the definition says. */
  misfits(schema: object, value: unknown): readonly string[] {
    const validate = this.ajv.compile(asJsonSchema(schema));
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [instancePath || '/', message, JSON.stringify(params)].join(' '),
    );
  }
}

/** The schemas of OpenAPI 3.1 are JSON Schema; what is not documented is a fault here. */
function asJsonSchema(value: unknown): object {
  const converted = convert(value);
  return typeof converted === 'object' && converted !== null ? converted : {};
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== 'object' || value === null) return value;
  const { example: _example, ...rest } = value as Readonly<Record<string, unknown>>;
  const schema: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(rest)) {
    schema[key] = key === '$ref' ? String(inner).replace('#', 'definition#') : convert(inner);
  }
  if ('properties' in schema && !('additionalProperties' in schema)) schema['unevaluatedProperties'] = false;
  return schema;
}
