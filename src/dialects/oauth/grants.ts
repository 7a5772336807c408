/** The grants of the token endpoint, as `grant_type` names them. */
export const grants = [
  'authorization_code',
  'client_credentials',
  'refresh_token',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:token-exchange',
] as const;
export type Grant = (typeof grants)[number];
