import type { DialectDocumentation } from '../dialect-documentation.js';

/** What the OpenAPI document of CAM2 v1 states beside its routes. */
export const cam2V1Documentation: DialectDocumentation = {
  description:
    'CAM2API as Purdue served it in 2017. Get a token at `POST /token`, send it as `Authorization: JWT <token>`. ' +
    'Every path also ends in `.json`, with or without a slash.',
  tags: {
    Welcome: 'Where a person who opens the address in a browser is sent.',
    Tokens: 'Client id and client secret against a token of one hour, and that against the next one.',
    Cameras: 'Reading, searching and writing cameras.',
    Applications: 'Registering the programs that get tokens.',
  },
  pathParameters: {
    camera_id: { description: 'The number its maker chose.', example: 1 },
  },
  errors: {
    mediaType: 'application/json',
    schema: {
      oneOf: [
        {
          type: 'object',
          required: ['detail'],
          properties: { detail: { type: 'string', description: 'What is wrong, for people.' } },
        },
        {
          type: 'object',
          description: 'What is wrong with each field; with the whole of them: `non_field_errors`.',
          additionalProperties: { type: 'array', items: { type: 'string' } },
        },
      ],
    },
    models: [],
  },
};
