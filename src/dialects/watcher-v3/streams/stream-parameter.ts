/** The parameter of a path that names a stream, for Swagger UI. */
export const ofStream = {
  name: 'name',
  description: 'Its name; slashes may stand as they are or as %2F.',
  example: 'demo-paris-eiffel-tower',
} as const;
