import type { OpenAPIObject } from '@nestjs/swagger';
import type { Dialect } from '#dialects';
import { type Operation, operationsOf } from './operations.js';

type Parameter = Extract<NonNullable<Operation['parameters']>[number], { name: string }>;

/** Declares every path parameter, with the dialect's description for its name. In place. */
export function describePathParameters(document: OpenAPIObject, dialect: Dialect): void {
  for (const { method, path, operation } of operationsOf(document)) {
    const parameters = (operation.parameters ??= []);
    for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g)) {
      const declared = parameters.find(
        (one): one is Parameter => 'in' in one && one.in === 'path' && one.name === name,
      );
      const parameter: Parameter = declared ?? { name, in: 'path', required: true, schema: { type: 'string' } };
      if (declared === undefined) parameters.push(parameter);
      complete(parameter, dialect, `${method} ${path}`);
    }
  }
}

function complete(parameter: Parameter, { documentation }: Dialect, route: string): void {
  const described = documentation.pathParameters[parameter.name];
  if (described === undefined) return moveExampleOut(parameter);
  parameter.description ??= described.description;
  const { example } = described.otherwise?.find((one) => one.route.test(route)) ?? described;
  parameter.example = example;
  parameter.schema = typeof described.example === 'number' ? { type: 'integer', minimum: 1 } : { type: 'string' };
}

/** Swagger puts the example into the schema; tools look for it beside the schema. */
function moveExampleOut(parameter: Parameter): void {
  if (parameter.schema === undefined || '$ref' in parameter.schema) return;
  const { example, ...schema } = parameter.schema;
  parameter.example ??= example;
  parameter.schema = schema;
}
