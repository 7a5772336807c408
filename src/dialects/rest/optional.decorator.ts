import { ValidateIf } from 'class-validator';

/** May be left out, but not be null: the camera cannot be without it. */
export const Optional = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);

/** Must be there, although the property that it overrides may be left out: class-validator inherits conditions. */
export const Required = (): PropertyDecorator => ValidateIf(() => true);
