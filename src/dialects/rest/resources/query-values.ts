/** The values of a query string as a DTO checks them: what is none of the type stays a text, which the check then refuses. */
type Transformed = { readonly value: unknown };

export const toBoolean = ({ value }: Transformed): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

export const toInteger = ({ value }: Transformed): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
