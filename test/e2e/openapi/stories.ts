import type { DialectName } from '#config';
import { playbackOf } from '../../support/media.js';
import type { FreshServer } from './fresh-server.js';
import {
  asAdministrator,
  basic,
  field,
  plain,
  postJson,
  read,
  type Replacement,
  type Story,
  type Told,
} from './story.js';

const clientSecrets: Replacement = {
  reason: 'the id and the secret of an application are made up when it is registered',
  values: async ({ application }) => ({
    client_id: application.clientId,
    client_secret: application.clientSecret,
    clientID: application.clientId,
    clientSecret: application.clientSecret,
  }),
};

/** The value of a field in what another operation has answered. */
function toldBy(operation: string, name: string, as = name): Replacement {
  return {
    reason: `the server makes it up and tells it in the answer of ${operation}`,
    values: async (_, told: Told) => ({ [as]: field(told.get(operation), name) }),
  };
}

async function cam2V1Token({ url, application }: FreshServer): Promise<unknown> {
  const body = new URLSearchParams({ client_id: application.clientId, client_secret: application.clientSecret });
  return field(await read(fetch(`${url}/token`, { method: 'POST', body })), 'token');
}

const cam2V1: Story = {
  ...plain,
  signIn: async (server) => ({ authorization: `JWT ${String(await cam2V1Token(server))}` }),
  replacements: {
    token_create: clientSecrets,
    token_refresh: {
      reason: 'a token is made up when it is asked for',
      values: async (server) => ({ token: await cam2V1Token(server) }),
    },
  },
  own: { application_register: asAdministrator },
  chapters: [(route) => route !== '/{camera_id}', (route) => route === '/{camera_id}' || route === '/cameras'],
};

const cameraId: Replacement = {
  reason: 'the id of a camera is made up from the time',
  values: async ({ dataSource }) => {
    const rows: readonly { readonly object_id: string }[] = await dataSource.query(
      'select object_id from cameras order by id limit 1',
    );
    return { cameraID: rows[0]?.object_id };
  },
};

/** Another application than the one that asks: a new level or secret ends the tokens of the old one. */
const otherClient: Replacement = toldBy('app_register', 'clientID');

const cam2V2: Story = {
  ...plain,
  signIn: async ({ url, application }) => {
    const query = new URLSearchParams({ clientID: application.clientId, clientSecret: application.clientSecret });
    const answer = await read(fetch(`${url}/cam2/v2/auth?${query.toString()}`));
    return { authorization: `Bearer ${String(field(answer, 'token'))}` };
  },
  replacements: {
    token_get: clientSecrets,
    app_update: otherClient,
    app_secret_renew: otherClient,
    app_usage_get: otherClient,
    camera_get: cameraId,
    camera_update: cameraId,
  },
};

const email = 'the token stands in an email that nobody has asked for';

async function sessionOfAdministrator({ url, administrator }: FreshServer): Promise<Readonly<Record<string, unknown>>> {
  const { login, password } = administrator;
  const opened = await postJson(
    `${url}/watcher/client-api/v3/login`,
    {},
    {
      authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`,
    },
  );
  const headers = { authorization: `Bearer ${String(field(opened, 'access_token'))}` };
  const sessions = field(await read(fetch(`${url}/watcher/client-api/v3/sessions`, { headers })), 'sessions');
  return { session_id: field(Array.isArray(sessions) ? sessions[0] : undefined, 'id') };
}

const session: Replacement = {
  reason: 'the id of a session is made up when it is opened',
  values: sessionOfAdministrator,
};

const watcherV3: Story = {
  ...plain,
  places: {
    zone_save: 0,
    folder_create: 0,
    autologin: 1.5,
    device_token_confirm: 2.5,
    organization_invite_get: 1.5,
    web_push_unsubscribe: 5,
    // Its stream takes it along.
    shared_token_delete: 4.5,
  },
  replacements: {
    autologin: toldBy('autologin_generate', 'autologin_token'),
    sessions_end: session,
    user_sessions_end: {
      ...session,
      values: async (server) => ({ ...(await sessionOfAdministrator(server)), user_id: 1 }),
    },
    organization_invite_get: toldBy('organization_invite_create', 'invite_key'),
    organization_invite_accept: toldBy('organization_invite_create', 'invite_key'),
    agent_activation_token_get: toldBy('agent_activation_token_create', 'token'),
    shared_token_delete: toldBy('shared_token_create', 'key'),
  },
  notSent: { reset_password: email },
  chapters: [
    (route) => route.includes('/client-api/') && !route.includes('{user_id}/permissions/'),
    (route) => route.includes('{user_id}/permissions/'),
    (route) => route.includes('/admin-api/'),
  ],
};

const watcherV2: Story = {
  ...plain,
  signIn: async ({ url, administrator }) => {
    const answer = await postJson(`${url}/vsaas/api/v2/auth/login`, administrator);
    return { 'x-vsaas-session': String(field(answer, 'session')) };
  },
  places: { users_create: 0, folders_create: 0, presets_create: 0, automatic_sign_in_generate: 0, auth_logout: 9 },
  replacements: {
    browser_sign_in_open: toldBy('automatic_sign_in_generate', 'autologin_token'),
  },
  notSent: {
    recovery_restore: email,
    initial_settings_claim: 'a fresh server has its administrator; only one without anybody can be claimed',
  },
  chapters: [
    (route) => !/\/profile\/(subscriptions|device-tokens)/.test(route),
    (route) => /\/profile\/(subscriptions|device-tokens)/.test(route),
  ],
};

const asApplication = ({ application }: FreshServer): Readonly<Record<string, string>> =>
  basic(application.clientId, application.clientSecret);
const onPages = 'a person signs in on pages first';

const oauth: Story = {
  ...plain,
  signIn: async () => ({}),
  places: { introspectToken: 1.5, revokeToken: 1.6 },
  replacements: {
    issueToken: clientSecrets,
    introspectToken: toldBy('issueToken', 'access_token', 'token'),
    revokeToken: toldBy('issueToken', 'access_token', 'token'),
  },
  own: { introspectToken: asApplication, revokeToken: asApplication },
  notSent: {
    authorizeDevice: 'the application of the first start is not registered for this grant',
    pushAuthorizationRequest: 'the application of the first start has no redirect URI',
    getUserInfo: onPages,
    postUserInfo: onPages,
  },
};

async function signedIn({ url, administrator }: FreshServer): Promise<Readonly<Record<string, unknown>>> {
  const answer = await postJson(`${url}/api/v1/auth/login`, administrator);
  return { refresh_token: field(answer, 'refresh_token') };
}

const refreshToken: Replacement = { reason: 'a refresh token is made up when somebody signs in', values: signedIn };

const noApp = 'the codes of an authenticator app change every 30 seconds, and nobody has set one up';

const noAuthenticator = 'only an authenticator makes passkeys, and only for a host name with https';

const noImport = 'nobody has imported a file';

const rest: Story = {
  ...plain,
  places: {
    createUser: 0,
    createMembership: 1.2,
    acceptInvitation: 1.5,
    deleteMembership: 4.5,
    // Its camera takes it along.
    deleteShare: 4.5,
    deleteUser: 6,
    deleteGroup: 6,
  },
  notSent: {
    confirmTotp: noApp,
    offerPasskey: noAuthenticator,
    confirmPasskey: noAuthenticator,
    renameFactor: noApp,
    deleteFactor: noApp,
    renewRecoveryCodes: noApp,
    unlinkIdentity: 'nobody has signed in at an external provider',
    followCameraChanges: 'its answer does not end',
    endConsent: 'nobody has allowed an application anything',
    createImport: 'its body is a file',
    replaceSourceCameras: 'its body is a file',
    getImport: noImport,
    undoImport: noImport,
    cancelImport: noImport,
  },
  // Nobody is signed in yet: another credential beside login and password is a bad request.
  own: { signIn: () => ({}) },
  replacements: {
    signIn: {
      reason: 'the password of the administrator is made up at the first start',
      values: async ({ administrator }) => ({ password: administrator.password }),
    },
    refreshSession: refreshToken,
    signOut: refreshToken,
    deleteOrganization: toldBy('createOrganization', 'id'),
    getUser: toldBy('createUser', 'id'),
    updateUser: toldBy('createUser', 'id'),
    deleteUser: toldBy('createUser', 'id'),
    createMembership: {
      reason: 'a fresh user belongs to the default organization alone',
      values: async (_, told) => ({
        user_id: field(told.get('createUser'), 'id'),
        organization_id: field(told.get('createOrganization'), 'id'),
      }),
    },
    getMembership: toldBy('createMembership', 'id', 'membership_id'),
    updateMembership: toldBy('createMembership', 'id', 'membership_id'),
    deleteMembership: toldBy('createMembership', 'id', 'membership_id'),
    getGrant: toldBy('createGrant', 'id', 'grant_id'),
    updateGrant: toldBy('createGrant', 'id', 'grant_id'),
    deleteGrant: toldBy('createGrant', 'id', 'grant_id'),
    getInvitation: toldBy('createInvitation', 'key'),
    acceptInvitation: toldBy('createInvitation', 'key'),
    deleteFolder: toldBy('createFolder', 'id'),
    getPreset: toldBy('createPreset', 'id'),
    updatePreset: toldBy('createPreset', 'id'),
    deletePreset: toldBy('createPreset', 'id'),
    getMediaServer: toldBy('createMediaServer', 'id'),
    updateMediaServer: toldBy('createMediaServer', 'id'),
    deleteMediaServer: toldBy('createMediaServer', 'id'),
    getShare: toldBy('createShare', 'id'),
    updateShare: toldBy('createShare', 'id'),
    deleteShare: toldBy('createShare', 'id'),
    getWebhook: toldBy('createWebhook', 'id'),
    updateWebhook: toldBy('createWebhook', 'id'),
    deleteWebhook: toldBy('createWebhook', 'id'),
    rotateWebhook: toldBy('createWebhook', 'id'),
    testWebhook: toldBy('createWebhook', 'id'),
    listWebhookDeliveries: toldBy('createWebhook', 'id'),
    replayWebhook: toldBy('createWebhook', 'id'),
    getApplication: toldBy('createApplication', 'client_id', 'id'),
    updateApplication: toldBy('createApplication', 'client_id', 'id'),
    rotateApplication: toldBy('createApplication', 'client_id', 'id'),
    revokeApplication: toldBy('createApplication', 'client_id', 'id'),
    endSession: {
      reason: 'the id of a session is made up when it is opened',
      values: async (server) => {
        await signedIn(server);
        const sessions = read(fetch(`${server.url}/api/v1/sessions`, { headers: asAdministrator(server) }));
        const items = field(await sessions, 'items');
        return { session_id: field(Array.isArray(items) ? items[0] : undefined, 'id') };
      },
    },
  },
};

const playbackToken: Replacement = {
  reason: 'a playback token is made up for whoever watches',
  values: async ({ server, dataSource }) => {
    const name = 'demo-paris-eiffel-tower';
    const [row]: readonly { readonly id: number }[] = await dataSource.query('select id from cameras where name = $1', [
      name,
    ]);
    const playback = await playbackOf(server, 1, { id: row?.id ?? 0, name });
    const { token } = playback;
    return { token, query: { token }, 'X-Original-URI': `/${name}/index.m3u8?token=${token}` };
  },
};

const media: Story = {
  ...plain,
  notSent: { flussonic_publish: 'publishing takes a media server that has the camera' },
  replacements: {
    flussonic_play: playbackToken,
    mediamtx_ask: {
      ...playbackToken,
      values: async (server, told) => ({ token: (await playbackToken.values(server, told))['token'] }),
    },
    nginx_ask: playbackToken,
    nginx_rtmp_notify: playbackToken,
    node_media_server_notify: playbackToken,
  },
};

/** How the examples of each API are sent. */
export const stories: Readonly<Record<DialectName, Story>> = {
  'cam2-v1': cam2V1,
  'cam2-v2': cam2V2,
  'watcher-v3': watcherV3,
  'watcher-v2': watcherV2,
  oauth,
  rest,
  media,
};
