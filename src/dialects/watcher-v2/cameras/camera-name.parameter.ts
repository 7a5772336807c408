import type { ApiParamOptions } from '@nestjs/swagger';

/** A camera's name in a path. */
export const cameraName: ApiParamOptions = {
  name: 'name',
  description: 'Its name; slashes may stand as they are or as %2F.',
  example: 'demo-paris-eiffel-tower',
};
