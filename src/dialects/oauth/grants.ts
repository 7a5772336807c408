/** The grants of the token endpoint, as `grant_type` names them. */
export const grants = ['authorization_code', 'client_credentials', 'refresh_token'] as const;
export type Grant = (typeof grants)[number];
