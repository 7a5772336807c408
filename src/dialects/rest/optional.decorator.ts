import { ValidateIf } from 'class-validator';

/** May be left out, but not be null: the camera cannot be without it. */
export const Optional = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);
