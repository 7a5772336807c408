// Written by `npm run openapi`.

export interface paths {
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with login and password
         * @description An account with a second factor needs `code`, else the answer is 401 `factor.missing`. A temporary password is answered with 403 `password.change-required`: the same request then carries `new_password`, too. No credential is required.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get the next access token
         * @description The refresh token is replaced. A lost answer may be asked for again within ten seconds. No credential is required.
         */
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends the session of the refresh token (body or cookie), else of the access token, with everything that belongs to it. What has ended already is no error. No credential is required.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I
         * @description Any valid credential is enough.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the own account
         * @description RFC 7396: what is left out stays, `null` clears. Another password or email address needs `current_password`, unless the request itself carries login and password or the session began within the hour (with a second factor it is always needed). A new password ends all other sessions; in this one the refresh token stays valid, the access token does not. Any valid credential is enough.
         */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/api/v1/me/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The second factors of the caller
         * @description Any valid credential is enough.
         */
        get: operations["listFactors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/factors/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to set up an authenticator app
         * @description Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). Any valid credential is enough.
         */
        post: operations["offerTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/factors/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish setting up an authenticator app
         * @description Any valid credential is enough.
         */
        post: operations["confirmTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/factors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a second factor
         * @description Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). Any valid credential is enough.
         */
        delete: operations["deleteFactor"];
        options?: never;
        head?: never;
        /**
         * Rename a second factor
         * @description Any valid credential is enough.
         */
        patch: operations["renameFactor"];
        trace?: never;
    };
    "/api/v1/me/factors/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get new recovery codes
         * @description Those of before work no more. Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). Any valid credential is enough.
         */
        post: operations["renewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/app-passwords": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The app passwords of the caller
         * @description Any valid credential is enough.
         */
        get: operations["listAppPasswords"];
        put?: never;
        /**
         * Make a password for one program
         * @description For Watcher clients and Basic; it opens no sign-in page. Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). Any valid credential is enough.
         */
        post: operations["createAppPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/app-passwords/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End an app password
         * @description Any valid credential is enough.
         */
        delete: operations["deleteAppPassword"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/factors/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to set up a passkey
         * @description Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). Only where the public address has https and a host name, or is localhost (501 otherwise). Any valid credential is enough.
         */
        post: operations["offerPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/factors/passkeys/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish setting up a passkey
         * @description Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). Any valid credential is enough.
         */
        post: operations["confirmPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the caller is signed in
         * @description At every API, in browsers and through OAuth clients. Any valid credential is enough.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /**
         * End all other sessions
         * @description Every session of the caller, but the one of the request. Any valid credential is enough.
         */
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one session
         * @description Any valid credential is enough.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the caller has allowed OAuth clients
         * @description Any valid credential is enough.
         */
        get: operations["listConsents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/consents/{client_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a consent back
         * @description Ends the client's sessions for the caller with all their tokens. Any valid credential is enough.
         */
        delete: operations["endConsent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The API keys of the caller
         * @description Any valid credential is enough.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description Its secret is in the answer, once. At most 20 for each user. It never does more than its owner may. Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). Any valid credential is enough.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One API key
         * @description Any valid credential is enough.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * End an API key
         * @description Any valid credential is enough.
         */
        delete: operations["deleteApiKey"];
        options?: never;
        head?: never;
        /**
         * Change an API key
         * @description RFC 7396: what is left out stays, `null` takes a limit away. Any valid credential is enough.
         */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/api/v1/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an API key a new secret
         * @description The old one ends at once, or after `overlap_seconds`; the one before it always. Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). Any valid credential is enough.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people whom the caller may know of
         * @description For administrators all; for those who may edit the members of an organization its members, its owner and who has grants there; for others themselves. Programs need the permission `users:manage`; for people, their memberships decide.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Make an account
         * @description A password that is left out is made up and answered once. Programs need the permission `users:manage`; for people, their memberships decide.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One user; everybody may see themselves
         * @description Programs need the permission `users:manage`; for people, their memberships decide.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /**
         * Delete an account
         * @description Nobody deletes themselves. A user who owns organizations is 409 (`owner.needed`) unless the request names another owner, or deletes these, too. Programs need the permission `users:manage`; for people, their memberships decide.
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /**
         * Change an account
         * @description RFC 7396: what is left out stays, `null` clears. For those who manage every organization of the person. A new password and `disabled` end every session. Programs need the permission `users:manage`; for people, their memberships decide.
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/api/v1/users/{id}/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take away the second factors of a person who lost them
         * @description For administrators; the recovery codes go, too. Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). At least the permission `users:manage` is needed.
         */
        delete: operations["resetFactors"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The memberships that the caller may know of
         * @description One's own, and all of the organizations whose members the caller may change. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        get: operations["listMemberships"];
        put?: never;
        /**
         * Make somebody a member
         * @description Administrators anybody, others whose accounts they manage; everybody else joins by an invitation. Nobody gives a right that they do not hold, or for longer than they hold it. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        post: operations["createMembership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memberships/{membership_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One membership; everybody may see their own
         * @description Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        get: operations["getMembership"];
        put?: never;
        post?: never;
        /**
         * End a membership
         * @description With the person's grants on folders and cameras of the organization. The owner stays. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        delete: operations["deleteMembership"];
        options?: never;
        head?: never;
        /**
         * Change what a member may do
         * @description RFC 7396: what is left out stays. Nobody gives a right that they do not hold. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        patch: operations["updateMembership"];
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite a person
         * @description For the owner and administrators. The key works once, for a week. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an invitation is for
         * @description For whoever has the key and is signed in. Any valid credential is enough.
         */
        get: operations["getInvitation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{key}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Makes the caller a member, once; the same person again is no error. Any valid credential is enough.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The grants that the caller may know of
         * @description One's own, and those on what the caller manages. Filter by `user_id`, `camera_id`, `folder_id`, `organization_id`, `tag`. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        get: operations["listGrants"];
        put?: never;
        /**
         * Grant somebody something
         * @description With exactly one of `camera_id`, `folder_id` and `organization_id`. `organization_id` with `tag` is a grant on the cameras that have the tag. On a camera, a folder or a tag to anybody, member or not; on an organization to whom the caller may make a member. Nobody gives a right that they do not hold. Without `can` it is `view`. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        post: operations["createGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grants/{grant_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One grant; everybody may see their own
         * @description Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        get: operations["getGrant"];
        put?: never;
        post?: never;
        /**
         * End a grant
         * @description At once. On an organization the membership stays, without rights over its cameras; an owner keeps them. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        delete: operations["deleteGrant"];
        options?: never;
        head?: never;
        /**
         * Change a grant
         * @description RFC 7396: what is left out stays. Nobody gives a right that they do not hold. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        patch: operations["updateGrant"];
        trace?: never;
    };
    "/api/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tags of the cameras that the caller sees, with how many have each
         * @description One for each organization; `cameras?tags=` finds the cameras of all. At least the permission `cameras:read` is needed.
         */
        get: operations["listTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/access/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a person may do something with a camera, and why
         * @description For administrators, and those who may edit the cameras or the members of its organization. A level of administrators shows and changes a camera; it opens no archive and turns nothing. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        get: operations["explainAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{id}/viewers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who sees a camera, and why
         * @description For administrators, and those who may edit the cameras or the members of its organization. `everybody` is true where the organization is public: then everyone who signs in sees it, listed or not. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        get: operations["listCameraViewers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The folders that the caller sees
         * @description Those of their organizations, and those that they have a grant on, with what lies below. At least the permission `cameras:read` is needed.
         */
        get: operations["listFolders"];
        put?: never;
        /**
         * Make a folder
         * @description For those who may edit the cameras of the organization. Without `parent_id` it lies below the root. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        post: operations["createFolder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/folders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One folder
         * @description At least the permission `cameras:read` is needed.
         */
        get: operations["getFolder"];
        put?: never;
        post?: never;
        /**
         * Delete a folder
         * @description With the folders below; their cameras go to the folder above. The root stays. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        delete: operations["deleteFolder"];
        options?: never;
        head?: never;
        /**
         * Change or move a folder
         * @description RFC 7396: what is left out stays, `null` clears. Another `parent_id` moves it with all below it, behind its new siblings unless `position` says where. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        patch: operations["updateFolder"];
        trace?: never;
    };
    "/api/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organizations of the caller
         * @description Where the caller is a member, the owner, or has a grant on a folder or camera; for administrators all. At least the permission `cameras:read` is needed.
         */
        get: operations["listOrganizations"];
        put?: never;
        /**
         * Make an organization
         * @description For administrators. A named owner becomes a member; else the caller owns it. At least the permission `organizations:manage` is needed.
         */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One organization
         * @description At least the permission `cameras:read` is needed.
         */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        /**
         * Delete an organization
         * @description For administrators; never the default one. One that has cameras is deleted only with `force=true`. At least the permission `organizations:manage` is needed.
         */
        delete: operations["deleteOrganization"];
        options?: never;
        head?: never;
        /**
         * Change an organization
         * @description RFC 7396: what is left out stays. The owner changes the title, administrators everything. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        patch: operations["updateOrganization"];
        trace?: never;
    };
    "/api/v1/identity-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All external providers
         * @description At least the permission `admin` is needed.
         */
        get: operations["listIdentityProviders"];
        put?: never;
        /**
         * Add an external provider
         * @description People need a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). At least the permission `admin` is needed.
         */
        post: operations["createIdentityProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-providers/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One external provider
         * @description At least the permission `admin` is needed.
         */
        get: operations["getIdentityProvider"];
        put?: never;
        post?: never;
        /**
         * Remove an external provider
         * @description The accounts of its people, and what its claims gave them, stay. People need a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). At least the permission `admin` is needed.
         */
        delete: operations["deleteIdentityProvider"];
        options?: never;
        head?: never;
        /**
         * Change an external provider
         * @description RFC 7396: what is left out stays, `null` clears. People need a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). At least the permission `admin` is needed.
         */
        patch: operations["updateIdentityProvider"];
        trace?: never;
    };
    "/api/v1/me/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The external providers at which the caller signs in
         * @description Any valid credential is enough.
         */
        get: operations["listIdentities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/identities/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * No longer sign in at an external provider
         * @description Not where it is the last way in (409): first set a password, or add a passkey. Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). Any valid credential is enough.
         */
        delete: operations["unlinkIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/tiles/{z}/{x}/{y}.mvt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A tile of the map
         * @description A Mapbox Vector Tile of what the caller sees, with the filters of the list. Layer `cameras` has single cameras with their `id`, layer `groups` those that share one of 32 x 32 squares, with their `count`, where there are more than a thousand. At least the permission `cameras:read` is needed.
         */
        get: operations["getCameraTile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras:batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add, change and delete many cameras
         * @description Up to 1000 operations in one transaction, in a body of up to 4 MiB, each under the rights of a single request. Deletions are done first, then changes, then creations. With `atomic` (as usual) one that cannot be done is the answer, with its place in `errors`, and nothing is done.
         */
        post: operations["batchCameras"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{id}/view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a camera sees
         * @description The sector of `azimuth`, `fov` and `range` as a Polygon, or a MultiPolygon where it is cut at the antimeridian (RFC 7946): anticlockwise, at most 500 points, with an edge along the latitude of a pole that is in it. `geometry` is null where one of them is not known; all around (`fov` 360) needs no `azimuth`. At least the permission `cameras:read` is needed.
         */
        get: operations["getCameraView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed since a cursor
         * @description Without `since`: no change, and a `next` to begin from. Who applies all changes in their order holds what a fresh list shows. A cursor is good for 30 days; then 410, and whoever has it lists again. At least the permission `cameras:read` is needed.
         */
        get: operations["listCameraChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes, as it changes
         * @description Server-Sent Events: `event` is the type of the change, `data` the change as `listCameraChanges` has it, `id` a cursor, which both routes take as `since`, and this one as `Last-Event-ID`. The stream ends with the credential; at most 20 for a caller. At least the permission `cameras:read` is needed.
         */
        get: operations["followCameraChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find cameras
         * @description Every filter by field takes an operator, too: `frame_rate[gte]=5`, `[ne]`, `[gt]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. At least the permission `cameras:read` is needed.
         */
        get: operations["listCameras"];
        put?: never;
        /**
         * Add a camera
         * @description For administrators and for who may edit streams in the organization. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        post: operations["createCamera"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find cameras in an area
         * @description Like the list, with its parameters as members of the body, and `within`, a Polygon or MultiPolygon of GeoJSON with at most 10,000 points. `QUERY /api/v1/cameras` (RFC 10008) takes the same body. At least the permission `cameras:read` is needed.
         */
        post: operations["searchCameras"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One camera
         * @description At least the permission `cameras:read` is needed.
         */
        get: operations["getCamera"];
        put?: never;
        post?: never;
        /**
         * Delete a camera
         * @description Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        delete: operations["deleteCamera"];
        options?: never;
        head?: never;
        /**
         * Change a camera
         * @description RFC 7396: what is left out stays, `null` clears. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        patch: operations["updateCamera"];
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The imports of the caller
         * @description For administrators all. At least the permission `cameras:read` is needed.
         */
        get: operations["listImports"];
        put?: never;
        /**
         * Import a file of cameras
         * @description At most 64 MiB: CSV, JSON, NDJSON, GeoJSON, CAM2 v1, ZoneMinder, Frigate, go2rtc, MediaMTX, Flussonic or ONVIF, found by its content. The answer comes when the file is here; the import runs on. At most 20 at once for each caller. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        post: operations["createImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One import
         * @description At least the permission `cameras:read` is needed.
         */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back what an import did
         * @description Cameras that it made are deleted, what it changed is as before, and what it deleted is there again. A camera that somebody has changed since stays, and stands in `conflicts`. An import that ended long ago (`IMPORT_RETENTION_DAYS`) is gone: 404. 409 for one that has not ended, changed nothing, or was taken back already. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        post: operations["undoImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an import before it is done
         * @description What it has done already stays, and can be taken back. 409 for one that has ended. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        post: operations["cancelImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{name}/cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make the cameras of a source those of a file
         * @description An import of all that the source has: cameras that are new are made, others changed, and those of the source in the organization that the file does not have are deleted, unless a row was rejected. A field that somebody has changed since the source last set it stays, and stands in `drift`. A row with the name of a camera of another source is rejected. `dry_run=true` gives the plan. Sets of one source run one after the other; each can be taken back. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        put: operations["replaceSourceCameras"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cameras/{id}/provenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a camera comes from
         * @description The row of the file that last set it. Null where no import has. At least the permission `cameras:read` is needed.
         */
        get: operations["getCameraProvenance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The applications that the caller manages
         * @description Without those that are revoked. Whoever has no more than `applications:manage` reaches applications below level admin of their own organization, which act for nobody but themselves. At least the permission `applications:manage` is needed.
         */
        get: operations["listApplications"];
        put?: never;
        /**
         * Register an application
         * @description Its secret is in the answer, once. A person needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). Whoever has no more than `applications:manage` reaches applications below level admin of their own organization, which act for nobody but themselves. At least the permission `applications:manage` is needed.
         */
        post: operations["createApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/applications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One application
         * @description At least the permission `applications:manage` is needed.
         */
        get: operations["getApplication"];
        put?: never;
        post?: never;
        /**
         * End an application
         * @description At least the permission `applications:manage` is needed.
         */
        delete: operations["revokeApplication"];
        options?: never;
        head?: never;
        /**
         * Change an application
         * @description RFC 7396: what is left out stays. A new level, scope, grant or way to authenticate ends the tokens of before. At least the permission `applications:manage` is needed.
         */
        patch: operations["updateApplication"];
        trace?: never;
    };
    "/api/v1/applications/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an application a new secret
         * @description The old one ends at once, or after `overlap_seconds`; the one before it always. A person needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`). At least the permission `applications:manage` is needed.
         */
        post: operations["rotateApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit log
         * @description For administrators; the newest first, where nothing else is asked for. At least the permission `admin` is needed.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One event of the audit log
         * @description At least the permission `admin` is needed.
         */
        get: operations["getAuditEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The settings of the installation
         * @description For administrators. Passwords and keys are never shown, only whether there are any. At least the permission `admin` is needed.
         */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings of the installation
         * @description RFC 7396: what is left out stays, secrets too; `null` empties it. Takes `If-Match`. At least the permission `admin` is needed.
         */
        patch: operations["updateSettings"];
        trace?: never;
    };
    "/api/v1/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The presets that the caller sees
         * @description At least the permission `cameras:read` is needed.
         */
        get: operations["listPresets"];
        put?: never;
        /**
         * Make a preset
         * @description For administrators. Of several default ones the last is. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        post: operations["createPreset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One preset
         * @description At least the permission `cameras:read` is needed.
         */
        get: operations["getPreset"];
        put?: never;
        post?: never;
        /**
         * Delete a preset
         * @description Cameras that have it keep it. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        delete: operations["deletePreset"];
        options?: never;
        head?: never;
        /**
         * Change a preset
         * @description RFC 7396: what is left out stays, also within objects. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        patch: operations["updatePreset"];
        trace?: never;
    };
    "/api/v1/mosaics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The mosaics of the organizations of the caller
         * @description At least the permission `cameras:read` is needed.
         */
        get: operations["listMosaics"];
        put?: never;
        /**
         * Make a mosaic
         * @description For members who may edit cameras. At most 1000 for each organization. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        post: operations["createMosaic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mosaics/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One mosaic
         * @description At least the permission `cameras:read` is needed.
         */
        get: operations["getMosaic"];
        put?: never;
        post?: never;
        /**
         * Delete a mosaic
         * @description Its cameras stay. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        delete: operations["deleteMosaic"];
        options?: never;
        head?: never;
        /**
         * Change a mosaic
         * @description RFC 7396: what is left out stays; `camera_ids` are replaced as a whole. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        patch: operations["updateMosaic"];
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The groups of cameras that the caller sees
         * @description At least the permission `cameras:read` is needed.
         */
        get: operations["listGroups"];
        put?: never;
        /**
         * Make a group
         * @description For members who may edit cameras. At most 1000 for each organization. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One group
         * @description At least the permission `cameras:read` is needed.
         */
        get: operations["getGroup"];
        put?: never;
        post?: never;
        /**
         * Delete a group
         * @description Its cameras stay. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        /**
         * Change a group
         * @description RFC 7396: what is left out stays. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        patch: operations["updateGroup"];
        trace?: never;
    };
    "/api/v1/groups/{id}/cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The cameras of a group
         * @description Those that the caller sees. At least the permission `cameras:read` is needed.
         */
        get: operations["listGroupCameras"];
        /**
         * Say which cameras are in a group
         * @description Those that the caller does not see stay in it. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        put: operations["replaceGroupCameras"];
        /**
         * Put cameras into a group
         * @description Those that are in it already stay. At most 1000 for each group. Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        post: operations["addGroupCameras"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}/cameras/{camera_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a camera out of a group
         * @description Programs need the permission `cameras:write`; for people, their memberships decide.
         */
        delete: operations["removeGroupCamera"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The users whom a group names
         * @description For members who may change the members of its organization. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        get: operations["listGroupUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Name a user in a group, or change how
         * @description What is left out stays. A group of an organization names its members only. Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        put: operations["nameGroupUser"];
        post?: never;
        /**
         * Name a user in a group no more
         * @description Programs need the permission `organizations:manage`; for people, their memberships decide.
         */
        delete: operations["removeGroupUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media-servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All media servers
         * @description At least the permission `admin` is needed.
         */
        get: operations["listMediaServers"];
        put?: never;
        /**
         * Register a media server
         * @description At least the permission `admin` is needed.
         */
        post: operations["createMediaServer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media-servers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One media server
         * @description At least the permission `admin` is needed.
         */
        get: operations["getMediaServer"];
        put?: never;
        post?: never;
        /**
         * Unregister a media server
         * @description At least the permission `admin` is needed.
         */
        delete: operations["deleteMediaServer"];
        options?: never;
        head?: never;
        /**
         * Change a media server
         * @description RFC 7396 at the top level: what is left out stays, `labels`, `zones` and `config` are replaced whole. At least the permission `admin` is needed.
         */
        patch: operations["updateMediaServer"];
        trace?: never;
    };
    "/api/v1/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All links, without their keys
         * @description At least the permission `admin` is needed.
         */
        get: operations["listShares"];
        put?: never;
        /**
         * Make a link to a camera
         * @description For administrators who may watch the camera. The `key` is in this answer only. At least the permission `admin` is needed.
         */
        post: operations["createShare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shares/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One link, without its key
         * @description At least the permission `admin` is needed.
         */
        get: operations["getShare"];
        put?: never;
        post?: never;
        /**
         * End a link at once
         * @description At least the permission `admin` is needed.
         */
        delete: operations["deleteShare"];
        options?: never;
        head?: never;
        /**
         * Change the name or the rights of a link
         * @description RFC 7396: what is left out stays. Its key stays, too. At least the permission `admin` is needed.
         */
        patch: operations["updateShare"];
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's webhooks
         * @description Administrators see all. At least the permission `cameras:read` is needed.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Have changes sent
         * @description From now on each change of `GET /cameras/changes` is a POST to the URL, for what the caller sees, until 2xx answers it. A caller has at most 50. At least the permission `cameras:read` is needed.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One webhook
         * @description At least the permission `cameras:read` is needed.
         */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook
         * @description With its deliveries, sent or not. At least the permission `cameras:read` is needed.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description RFC 7396: what is left out stays. At least the permission `cameras:read` is needed.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/api/v1/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give it another secret
         * @description The old one ends at once. At least the permission `cameras:read` is needed.
         */
        post: operations["rotateWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message of type `test`
         * @description Once, and waits for the answer, ten seconds at most. At least the permission `cameras:read` is needed.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What it was sent
         * @description The newest first, unless `sort` says otherwise; kept for 30 days. At least the permission `cameras:read` is needed.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send deliveries again
         * @description One by its `id`, or all since a time, in their order. Each shows its camera as it is by then. At least the permission `cameras:read` is needed.
         */
        post: operations["replayWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ProblemIssue: {
            /**
             * @description Where in the body (JSON Pointer, RFC 6901).
             * @example /location/latitude
             */
            pointer?: string;
            /**
             * @description Or which parameter or header.
             * @example limit
             */
            parameter?: string;
            /**
             * @description The rule it breaks.
             * @example max
             */
            code: string;
            /**
             * @description For people.
             * @example latitude must not be greater than 90
             */
            detail: string;
            /**
             * @deprecated
             * @description Dotted path, or name of a parameter.
             * @example location.latitude
             */
            field: string;
            /**
             * @deprecated
             * @description As `code`.
             * @example max
             */
            rule: string;
            /**
             * @deprecated
             * @description As `detail`.
             * @example latitude must not be greater than 90
             */
            message: string;
        };
        Problem: {
            /** @example urn:camgate:problem:input.invalid */
            type: string;
            /** @example The request is not valid. */
            title: string;
            /**
             * @description The HTTP status.
             * @example 400
             */
            status: number;
            /** @example latitude must not be greater than 90 */
            detail: string;
            /**
             * @description The path that was asked.
             * @example /api/v1/cameras
             */
            instance: string;
            /**
             * @description What is wrong, for programs; it never changes.
             * @example input.invalid
             */
            code: string;
            /** @description To be named to whoever runs the server; also in `X-Request-Id`. */
            request_id: string;
            /**
             * @description The permission that the caller lacks (403).
             * @example cameras:write
             */
            scope?: string;
            /** @description The places at fault. */
            errors?: components["schemas"]["ProblemIssue"][];
        };
        LoginBody: {
            /**
             * @description Whatever the case.
             * @example admin
             */
            login: string;
            /**
             * Format: password
             * @description Exactly as it was chosen.
             */
            password: string;
            /**
             * @description Six digits of the authenticator app, or a recovery code.
             * @example 492039
             */
            code?: string;
            /**
             * Format: password
             * @description Replaces a temporary password; at least 8 characters.
             */
            new_password?: string;
            /**
             * @description The refresh token comes as an `HttpOnly` cookie instead of in the body. Browsers need https for it.
             * @default false
             */
            cookie?: boolean;
        };
        SignedIn: {
            /**
             * @description A signed JWT (ES256).
             * @example eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9…
             */
            access_token: string;
            /**
             * @description How it is presented.
             * @example Bearer
             * @enum {string}
             */
            token_type: "Bearer";
            /**
             * @description Seconds until it expires.
             * @example 900
             */
            expires_in: number;
            /** @description Gets the next access token and is replaced by doing so; not there when it came as a cookie. */
            refresh_token?: string;
        };
        RefreshBody: {
            /**
             * Format: password
             * @description The refresh token, where it is not in the cookie.
             */
            refresh_token?: string;
        };
        Me: {
            /**
             * @description What the caller is.
             * @example user
             * @enum {string}
             */
            kind: "user" | "application" | "system" | "guest";
            /**
             * @description What it may do as such.
             * @example [
             *       "cameras:read"
             *     ]
             */
            permissions: ("cameras:read" | "cameras:live" | "cameras:write" | "organizations:manage" | "users:manage" | "applications:manage" | "admin")[];
            /**
             * @description A user's number.
             * @example 1
             */
            id?: number;
            /**
             * @description A user's login.
             * @example admin
             */
            login?: string;
            /**
             * @description Whether a user is an administrator.
             * @example true
             */
            admin?: boolean;
            /**
             * @description A user's name. Not for other programs.
             * @example Ann Lee
             */
            full_name?: string | null;
            /**
             * @description Where their mail goes. Not for other programs.
             * @example ann@example.com
             */
            email?: string | null;
            /**
             * @description Their telephone number. Not for other programs.
             * @example +1 555 0100
             */
            phone?: string | null;
            /**
             * @description Their language, ISO 639-1. Not for other programs.
             * @example en
             */
            locale?: string | null;
            /**
             * @description An application's client id.
             * @example c_8V0Zb1dFq6pWm3xT
             */
            client_id?: string;
            /**
             * @description An application's name.
             * @example Traffic study
             */
            name?: string;
            /**
             * @description An application's level.
             * @example user
             * @enum {string}
             */
            level?: "user" | "webui" | "admin";
            /**
             * @description An application's own organization.
             * @example 1
             */
            organization_id?: number | null;
        };
        OwnChangeBody: {
            /**
             * @description For people.
             * @example Ann Lee
             */
            full_name?: string | null;
            /**
             * @description Where mail goes.
             * @example ann@example.com
             */
            email?: string | null;
            /**
             * @description A telephone number.
             * @example +1 555 0100
             */
            phone?: string | null;
            /**
             * @description Language, ISO 639-1.
             * @example en
             */
            locale?: string | null;
            /** @description The new password. */
            password?: string;
            /** @description The password as it is. */
            current_password?: string;
        };
        FactorAnswer: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description An authenticator app, or a passkey.
             * @example totp
             * @enum {string}
             */
            kind: "totp" | "passkey";
            /**
             * @description For its owner.
             * @example Phone
             */
            name: string;
            /**
             * Format: date-time
             * @description When it was set up.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last used.
             */
            last_used_at: string | null;
        };
        FactorsAnswer: {
            /** @description At most 10. */
            items: components["schemas"]["FactorAnswer"][];
            /**
             * @description There is no further page.
             * @example null
             */
            next: string | null;
            /**
             * @description Recovery codes that are left.
             * @example 10
             */
            recovery_codes: number;
        };
        FactorOfferAnswer: {
            /** @description Goes back with the first code. */
            ticket: string;
            /** @description The secret in base 32, to type in. */
            secret: string;
            /** @description The same as an `otpauth:` address, to draw as a QR code. */
            uri: string;
        };
        ConfirmFactorBody: {
            /** @description The ticket of the offer. */
            ticket: string;
            /**
             * @description The six digits that the app shows.
             * @example 492039
             */
            code: string;
            /**
             * @description For its owner.
             * @default Authenticator app
             */
            name?: string;
        };
        NewFactorAnswer: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description An authenticator app, or a passkey.
             * @example totp
             * @enum {string}
             */
            kind: "totp" | "passkey";
            /**
             * @description For its owner.
             * @example Phone
             */
            name: string;
            /**
             * Format: date-time
             * @description When it was set up.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last used.
             */
            last_used_at: string | null;
            /** @description With the first factor; they are shown this once. */
            recovery_codes?: string[];
        };
        NameBody: {
            /**
             * @description For its owner.
             * @example Phone
             */
            name: string;
        };
        RecoveryCodesAnswer: {
            /** @description Each works once in place of a code. They are shown this once. */
            recovery_codes: string[];
        };
        AppPasswordAnswer: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description For its owner.
             * @example Watcher on the wall
             */
            name: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last used.
             */
            last_used_at: string | null;
        };
        AppPasswordsAnswer: {
            /** @description At most 20. */
            items: components["schemas"]["AppPasswordAnswer"][];
            /**
             * @description There is no further page.
             * @example null
             */
            next: string | null;
        };
        NewAppPasswordAnswer: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description For its owner.
             * @example Watcher on the wall
             */
            name: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last used.
             */
            last_used_at: string | null;
            /** @description The password. It is shown this once. */
            password: string;
        };
        PasskeyOfferAnswer: {
            /** @description For `navigator.credentials.create()`, by way of `PublicKeyCredential.parseCreationOptionsFromJSON()` (WebAuthn, `PublicKeyCredentialCreationOptionsJSON`). */
            options: {
                [key: string]: unknown;
            };
        };
        ConfirmPasskeyBody: {
            /** @description The new credential, as `JSON.stringify` writes it (WebAuthn, `RegistrationResponseJSON`). */
            credential: {
                [key: string]: unknown;
            };
            /**
             * @description For its owner.
             * @default Passkey
             */
            name?: string;
        };
        OwnSession: {
            /**
             * @description Its id.
             * @example 0b5a7f5e-6d8c-4c2e-9d7b-1f2a3b4c5d6e
             */
            id: string;
            /**
             * @description Our own sign-in, the browser session of the sign-in pages, or the session of an OAuth client.
             * @example first-party
             * @enum {string}
             */
            kind: "first-party" | "browser" | "client";
            /**
             * @description The API it began at.
             * @example rest
             */
            api: string;
            /**
             * @description The OAuth client that it belongs to.
             * @example Map
             */
            client: string | null;
            /**
             * @description `User-Agent`, as it was sent.
             * @example Mozilla/5.0
             */
            device: string | null;
            /**
             * @description From where it began.
             * @example 192.0.2.7
             */
            address: string | null;
            /**
             * Format: date-time
             * @description When it began.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its tokens were last renewed.
             */
            last_used_at: string;
            /**
             * @description Whether the request itself belongs to it.
             * @example true
             */
            current: boolean;
        };
        OwnSessions: {
            /** @description The newest first, at most 100. */
            items: components["schemas"]["OwnSession"][];
            /**
             * @description There is no further page.
             * @example null
             */
            next: string | null;
        };
        OwnConsent: {
            /**
             * @description The client.
             * @example c_8V0Zb1dFq6pWm3xT
             */
            client_id: string;
            /**
             * @description What it is called.
             * @example Map
             */
            name: string;
            /**
             * @description What it may do.
             * @example [
             *       "cameras:read"
             *     ]
             */
            scopes: string[];
            /**
             * Format: date-time
             * @description When it was last allowed.
             */
            granted_at: string;
        };
        OwnConsents: {
            /** @description The newest first, at most 100. */
            items: components["schemas"]["OwnConsent"][];
            /**
             * @description There is no further page.
             * @example null
             */
            next: string | null;
        };
        KeyCamerasBody: {
            /**
             * @description All cameras of an organization.
             * @example 1
             */
            organization_id?: number;
            /** @description All cameras in a folder and below. */
            folder_id?: number;
            /** @description These cameras, at most 1000. */
            ids?: number[];
        };
        ApiKeyAnswer: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description For people.
             * @example Lobby display
             */
            name: string;
            /**
             * @description How its secret begins.
             * @example cgk_8V0Z
             */
            prefix: string;
            /** @description `null`: all that its owner may do. */
            scopes: ("cameras:read" | "cameras:live" | "cameras:write" | "organizations:manage" | "users:manage" | "applications:manage" | "admin")[] | null;
            /** @description `null`: all that its owner may see. */
            cameras: components["schemas"]["KeyCamerasBody"] | null;
            /** @description From where it may be presented; none: from everywhere. */
            networks: string[];
            /**
             * Format: date-time
             * @description When it ends.
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description Until when the secret before the last rotation works, too.
             */
            previous_expires_at: string | null;
            /**
             * Format: date-time
             * @description When it was last used, within a minute.
             */
            last_used_at: string | null;
            /**
             * @description From where.
             * @example 192.0.2.7
             */
            last_used_ip: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
        };
        ApiKeyPage: {
            items: components["schemas"]["ApiKeyAnswer"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev?: string | null;
        };
        NewApiKeyBody: {
            /**
             * @description Permissions; without them all that its owner may do. Also as one text with spaces.
             * @example [
             *       "cameras:read",
             *       "cameras:live"
             *     ]
             */
            scopes?: ("cameras:read" | "cameras:live" | "cameras:write" | "organizations:manage" | "users:manage" | "applications:manage" | "admin")[] | null;
            /** @description The cameras it reaches; without them all that its owner may see. */
            cameras?: components["schemas"]["KeyCamerasBody"] | null;
            /**
             * @description Networks (CIDR) or addresses from which it may be presented; without them from everywhere.
             * @example [
             *       "127.0.0.0/8",
             *       "::1"
             *     ]
             */
            networks?: string[] | null;
            /**
             * Format: date-time
             * @description When it ends; without it never.
             * @example 2099-01-01T00:00:00Z
             */
            expires_at?: string | null;
            /**
             * @description For people.
             * @example Lobby display
             */
            name: string;
        };
        ApiKeyWithSecret: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description For people.
             * @example Lobby display
             */
            name: string;
            /**
             * @description How its secret begins.
             * @example cgk_8V0Z
             */
            prefix: string;
            /** @description `null`: all that its owner may do. */
            scopes: ("cameras:read" | "cameras:live" | "cameras:write" | "organizations:manage" | "users:manage" | "applications:manage" | "admin")[] | null;
            /** @description `null`: all that its owner may see. */
            cameras: components["schemas"]["KeyCamerasBody"] | null;
            /** @description From where it may be presented; none: from everywhere. */
            networks: string[];
            /**
             * Format: date-time
             * @description When it ends.
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description Until when the secret before the last rotation works, too.
             */
            previous_expires_at: string | null;
            /**
             * Format: date-time
             * @description When it was last used, within a minute.
             */
            last_used_at: string | null;
            /**
             * @description From where.
             * @example 192.0.2.7
             */
            last_used_ip: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description The secret, for `Authorization: Bearer`. It is shown once. */
            key: string;
        };
        ApiKeyChangeBody: {
            /**
             * @description Permissions; without them all that its owner may do. Also as one text with spaces.
             * @example [
             *       "cameras:read",
             *       "cameras:live"
             *     ]
             */
            scopes?: ("cameras:read" | "cameras:live" | "cameras:write" | "organizations:manage" | "users:manage" | "applications:manage" | "admin")[] | null;
            /** @description The cameras it reaches; without them all that its owner may see. */
            cameras?: components["schemas"]["KeyCamerasBody"] | null;
            /**
             * @description Networks (CIDR) or addresses from which it may be presented; without them from everywhere.
             * @example [
             *       "127.0.0.0/8",
             *       "::1"
             *     ]
             */
            networks?: string[] | null;
            /**
             * Format: date-time
             * @description When it ends; without it never.
             * @example 2099-01-01T00:00:00Z
             */
            expires_at?: string | null;
            /**
             * @description For people.
             * @example Lobby display
             */
            name?: string;
        };
        RotationBody: {
            /**
             * @description For how many seconds the old secret works, too.
             * @default 0
             * @example 3600
             */
            overlap_seconds?: number;
        };
        MembershipRights: {
            /**
             * @description Sees its cameras and their archive.
             * @example true
             */
            view_cameras: boolean;
            /**
             * @description Adds, changes, moves and deletes its cameras, and turns them; together with `view_cameras`.
             * @example false
             */
            edit_cameras: boolean;
            /**
             * @description Changes its members and their grants.
             * @example false
             */
            edit_users: boolean;
            /**
             * @description Sees its statistics.
             * @example false
             */
            view_stats: boolean;
            /**
             * @description Sees its lists of persons.
             * @example false
             */
            view_person_lists: boolean;
            /**
             * @description Changes its lists of persons.
             * @example false
             */
            edit_person_lists: boolean;
        };
        OrganizationOfPerson: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description Its title.
             * @example Road authority
             */
            title: string;
            /**
             * @description False: the person has only grants on folders or cameras there.
             * @example true
             */
            member: boolean;
            /** @description What the person may do there. */
            can: components["schemas"]["MembershipRights"];
        };
        User: {
            /**
             * @description Their number.
             * @example 1
             */
            id: number;
            /**
             * @description `user-<id>` where the profile is hidden.
             * @example ann
             */
            login: string;
            /**
             * @description Their name.
             * @example Ann Lee
             */
            full_name: string | null;
            /**
             * @description Where mail goes.
             * @example ann@example.com
             */
            email: string | null;
            /**
             * @description A telephone number.
             * @example null
             */
            phone: string | null;
            /**
             * @description Language, ISO 639-1.
             * @example en
             */
            locale: string | null;
            /**
             * @description For managers.
             * @example null
             */
            note: string | null;
            /**
             * @description The account in another system.
             * @example null
             */
            external_id: string | null;
            /**
             * @description What they may do beside memberships and grants.
             * @example generic
             * @enum {string}
             */
            access_level: "generic" | "domain_admin" | "admin";
            /**
             * @description May not sign in.
             * @example false
             */
            disabled: boolean;
            /**
             * @description May not change their own data.
             * @example false
             */
            readonly: boolean;
            /**
             * @description How many sessions at once; `null`: no limit of their own.
             * @example null
             */
            max_sessions: number | null;
            /** @description Where they belong or have grants, as far as the caller may know. */
            organizations: components["schemas"]["OrganizationOfPerson"][];
            /**
             * Format: date-time
             * @description When the account was made.
             */
            created_at: string;
        };
        UserPage: {
            items: components["schemas"]["User"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        MembershipRightsBody: {
            /**
             * @description Sees its cameras and their archive.
             * @example true
             */
            view_cameras?: boolean;
            /**
             * @description Adds, changes, moves and deletes its cameras, and turns them; together with `view_cameras`.
             * @example false
             */
            edit_cameras?: boolean;
            /**
             * @description Changes its members and their grants.
             * @example false
             */
            edit_users?: boolean;
            /**
             * @description Sees its statistics.
             * @example false
             */
            view_stats?: boolean;
            /**
             * @description Sees its lists of persons.
             * @example false
             */
            view_person_lists?: boolean;
            /**
             * @description Changes its lists of persons.
             * @example false
             */
            edit_person_lists?: boolean;
        };
        NewUserBody: {
            /**
             * @description Unique whatever the case.
             * @example ann
             */
            login: string;
            /**
             * @description Temporary: the person chooses another one at the next sign-in.
             * @example a password for the first sign-in
             */
            password?: string;
            /**
             * @description Their name.
             * @example Ann Lee
             */
            full_name?: string | null;
            /**
             * @description Where mail goes.
             * @example ann@example.com
             */
            email?: string | null;
            /**
             * @description A telephone number.
             * @example +1 555 0100
             */
            phone?: string | null;
            /**
             * @description Language, ISO 639-1.
             * @example en
             */
            locale?: string | null;
            /**
             * @description For managers.
             * @example Night shift
             */
            note?: string | null;
            /**
             * @description The account in another system; administrators set it.
             * @example crm-17
             */
            external_id?: string | null;
            /**
             * @description Nobody gives a level that they do not hold.
             * @enum {string}
             */
            access_level?: "generic" | "domain_admin" | "admin";
            /**
             * @description May not sign in; ends every session.
             * @example false
             */
            disabled?: boolean;
            /**
             * @description May not change their own data.
             * @example false
             */
            readonly?: boolean;
            /**
             * @description How many sessions at once; `null`: no limit of their own.
             * @example 5
             */
            max_sessions?: number | null;
            /**
             * @description Where the person becomes a member; left out: the first organization where the caller may add members.
             * @example 1
             */
            organization_id?: number;
            /** @description What they may do there; left out: nothing. */
            can?: components["schemas"]["MembershipRightsBody"];
        };
        NewUser: {
            /**
             * @description Their number.
             * @example 1
             */
            id: number;
            /**
             * @description `user-<id>` where the profile is hidden.
             * @example ann
             */
            login: string;
            /**
             * @description Their name.
             * @example Ann Lee
             */
            full_name: string | null;
            /**
             * @description Where mail goes.
             * @example ann@example.com
             */
            email: string | null;
            /**
             * @description A telephone number.
             * @example null
             */
            phone: string | null;
            /**
             * @description Language, ISO 639-1.
             * @example en
             */
            locale: string | null;
            /**
             * @description For managers.
             * @example null
             */
            note: string | null;
            /**
             * @description The account in another system.
             * @example null
             */
            external_id: string | null;
            /**
             * @description What they may do beside memberships and grants.
             * @example generic
             * @enum {string}
             */
            access_level: "generic" | "domain_admin" | "admin";
            /**
             * @description May not sign in.
             * @example false
             */
            disabled: boolean;
            /**
             * @description May not change their own data.
             * @example false
             */
            readonly: boolean;
            /**
             * @description How many sessions at once; `null`: no limit of their own.
             * @example null
             */
            max_sessions: number | null;
            /** @description Where they belong or have grants, as far as the caller may know. */
            organizations: components["schemas"]["OrganizationOfPerson"][];
            /**
             * Format: date-time
             * @description When the account was made.
             */
            created_at: string;
            /**
             * @description The generated password, only this once; absent where the request named one.
             * @example fB8c2kTq0hYwN3xZr5mVd1Aa
             */
            password?: string;
        };
        UserChangeBody: {
            /**
             * @description Unique whatever the case.
             * @example ann
             */
            login?: string;
            /**
             * @description Temporary: the person chooses another one at the next sign-in.
             * @example a password for the first sign-in
             */
            password?: string;
            /**
             * @description Their name.
             * @example Ann Lee
             */
            full_name?: string | null;
            /**
             * @description Where mail goes.
             * @example ann@example.com
             */
            email?: string | null;
            /**
             * @description A telephone number.
             * @example +1 555 0100
             */
            phone?: string | null;
            /**
             * @description Language, ISO 639-1.
             * @example en
             */
            locale?: string | null;
            /**
             * @description For managers.
             * @example Night shift
             */
            note?: string | null;
            /**
             * @description The account in another system; administrators set it.
             * @example crm-17
             */
            external_id?: string | null;
            /**
             * @description Nobody gives a level that they do not hold.
             * @enum {string}
             */
            access_level?: "generic" | "domain_admin" | "admin";
            /**
             * @description May not sign in; ends every session.
             * @example false
             */
            disabled?: boolean;
            /**
             * @description May not change their own data.
             * @example false
             */
            readonly?: boolean;
            /**
             * @description How many sessions at once; `null`: no limit of their own.
             * @example 5
             */
            max_sessions?: number | null;
        };
        OrganizationOwner: {
            /**
             * @description The user's number.
             * @example 1
             */
            id: number;
            /**
             * @description The login.
             * @example admin
             */
            login: string;
        };
        OrganizationLimits: {
            /**
             * @description Cameras; `null`: no limit.
             * @example null
             */
            cameras: number | null;
            /**
             * @description Members; `null`: no limit.
             * @example null
             */
            users: number | null;
        };
        OwnRights: {
            /**
             * @description The caller may watch its cameras.
             * @example true
             */
            view_cameras: boolean;
            /**
             * @description The caller may add, change and delete its cameras.
             * @example true
             */
            edit_cameras: boolean;
            /**
             * @description The caller may change its members.
             * @example true
             */
            edit_users: boolean;
            /**
             * @description The caller owns it.
             * @example true
             */
            owner: boolean;
        };
        Organization: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description For people.
             * @example Road authority
             */
            title: string;
            /**
             * @description Every caller sees its cameras.
             * @example false
             */
            public: boolean;
            /**
             * @description Cameras that name no organization go there.
             * @example false
             */
            default: boolean;
            /**
             * @description The owner's number.
             * @example 1
             */
            owner_id: number | null;
            /** @description Who owns it. */
            owner: components["schemas"]["OrganizationOwner"] | null;
            /** @description How much it may have. */
            limits: components["schemas"]["OrganizationLimits"];
            /**
             * @description How many of its cameras the caller sees.
             * @example 12
             */
            camera_count: number;
            /**
             * @description How many members it has; 0 for those who are none.
             * @example 3
             */
            user_count: number;
            /**
             * @description Its members and its owner must have a second factor.
             * @example false
             */
            second_factor_required: boolean;
            /** @description What the caller may do there. */
            can: components["schemas"]["OwnRights"];
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
        };
        Membership: {
            /**
             * @description The numbers of the organization and of the user.
             * @example 1-1
             */
            id: string;
            /**
             * @description The organization.
             * @example 1
             */
            organization_id: number;
            /**
             * @description Its title.
             * @example Road authority
             */
            organization_title: string;
            /**
             * @description The member.
             * @example 1
             */
            user_id: number;
            /**
             * @description `user-<id>` where the profile is hidden.
             * @example ann
             */
            login: string;
            /**
             * @description Owns the organization, and so may do everything.
             * @example false
             */
            owner: boolean;
            /**
             * Format: date-time
             * @description From when it is in force; `null`: from the beginning.
             * @example null
             */
            valid_from: string | null;
            /**
             * Format: date-time
             * @description When it ends by itself; `null`: never.
             * @example null
             */
            valid_until: string | null;
            /**
             * @description Whether it is in force at this moment; `pending` and `ended` ones give nothing.
             * @example in_force
             * @enum {string}
             */
            state: "in_force" | "pending" | "ended";
            /** @description What the member may do there. */
            can: components["schemas"]["MembershipRights"];
            /** @description Only with `include=organization`; `null`: there is none, or it is hidden from the caller. */
            organization?: components["schemas"]["Organization"] | null;
            /** @description Only with `include=user`; `null`: there is none, or it is hidden from the caller. */
            user?: components["schemas"]["User"] | null;
        };
        MembershipPage: {
            items: components["schemas"]["Membership"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        NewMembershipBody: {
            /**
             * Format: date-time
             * @description From when it is in force; `null`: at once.
             * @example 2026-01-01T00:00:00Z
             */
            valid_from?: string | null;
            /**
             * Format: date-time
             * @description It ends by itself at this moment; `null`: never, as far as the giver holds it.
             * @example 2099-01-01T00:00:00Z
             */
            valid_until?: string | null;
            /** @description What the member may do there. */
            can?: components["schemas"]["MembershipRightsBody"];
            /**
             * @description The organization.
             * @example 1
             */
            organization_id: number;
            /**
             * @description Who becomes a member.
             * @example 1
             */
            user_id: number;
        };
        MembershipChangeBody: {
            /**
             * Format: date-time
             * @description From when it is in force; `null`: at once.
             * @example 2026-01-01T00:00:00Z
             */
            valid_from?: string | null;
            /**
             * Format: date-time
             * @description It ends by itself at this moment; `null`: never, as far as the giver holds it.
             * @example 2099-01-01T00:00:00Z
             */
            valid_until?: string | null;
            /** @description What the member may do there. */
            can?: components["schemas"]["MembershipRightsBody"];
        };
        NewInvitationBody: {
            /**
             * @description Where the person becomes a member.
             * @example 1
             */
            organization_id: number;
            /** @description What they may do there; left out: nothing. */
            can?: components["schemas"]["MembershipRightsBody"];
        };
        NewInvitation: {
            /**
             * @description For the person who is invited; only this once.
             * @example cgi_0fQ3Hc1x8eYt
             */
            key: string;
            /**
             * @description Where the person becomes a member.
             * @example 1
             */
            organization_id: number;
            /** @description What they may do there. */
            can: components["schemas"]["MembershipRights"];
            /**
             * Format: date-time
             * @description When it ends.
             * @example 2026-12-07T00:00:00.000Z
             */
            expires_at: string;
        };
        InvitationOffer: {
            /**
             * @description The organization.
             * @example 1
             */
            organization_id: number;
            /**
             * @description Its title.
             * @example Road authority
             */
            organization_title: string;
        };
        Location: {
            /**
             * @description WGS84 degrees.
             * @example 35.6586
             */
            latitude: number;
            /**
             * @description WGS84 degrees.
             * @example 139.7454
             */
            longitude: number;
        };
        Resolution: {
            /**
             * @description Pixels.
             * @example 1920
             */
            width: number;
            /**
             * @description Pixels.
             * @example 1080
             */
            height: number | null;
        };
        Streams: {
            /**
             * @description A picture, fetched anew each time.
             * @example https://cameras.example.org/tower.jpg
             */
            snapshot_url: string | null;
            /** @description A video stream. */
            stream_url: string | null;
            /** @description A web page that shows the camera to people. */
            page_url: string | null;
            /**
             * @description The protocol of the URL.
             * @example http-image
             */
            protocol: string | null;
        };
        FolderLocation: {
            /**
             * @description WGS84 degrees.
             * @example 48.8584
             */
            latitude: number;
            /**
             * @description WGS84 degrees.
             * @example 2.2945
             */
            longitude: number;
        };
        Folder: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description Whose tree it is in.
             * @example 1
             */
            organization_id: number;
            /**
             * @description The folder above; `null`: the root.
             * @example null
             */
            parent_id: number | null;
            /**
             * @description For people.
             * @example Ground floor
             */
            title: string;
            /**
             * @description Steps from the root, 0 to 7.
             * @example 0
             */
            level: number;
            /**
             * @description Among its siblings, from 0.
             * @example 0
             */
            position: number;
            /** @description Where it is. */
            location: components["schemas"]["FolderLocation"] | null;
            /**
             * @description How many cameras are directly in it.
             * @example 12
             */
            camera_count: number;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Only with `include=organization`; `null`: there is none, or it is hidden from the caller. */
            organization?: components["schemas"]["Organization"] | null;
            /** @description Only with `include=can`; `null`: there is none, or it is hidden from the caller. */
            can?: "edit"[] | null;
        };
        Recording: {
            /**
             * @description Seconds for which everything is stored.
             * @example 604800
             */
            expiration_seconds: number | null;
            /**
             * @description Seconds for which episodes are stored beyond it.
             * @example 6048000
             */
            episodes_expiration_seconds: number | null;
            /**
             * @description Bytes at most.
             * @example 400000000000
             */
            storage_limit_bytes: number | null;
            /**
             * @description Copies beside the first.
             * @example 1
             */
            redundancy_factor: number | null;
        };
        Preset: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description For people.
             * @example A week
             */
            title: string;
            /** @description What is recorded. */
            recording: components["schemas"]["Recording"] | null;
            /** @description Analytics. */
            vision: Record<string, never> | null;
            /** @description Zones of media servers. */
            layout_rules: Record<string, never> | null;
            /**
             * @description False: its cameras take these values whatever their own are.
             * @example true
             */
            adjustable: boolean;
            /**
             * @description What new cameras get that name no preset.
             * @example false
             */
            default: boolean;
            /**
             * @description How many of its cameras the caller sees.
             * @example 0
             */
            camera_count: number;
            /**
             * @description To how many organizations that the caller sees it was given.
             * @example 0
             */
            organization_count: number;
            /**
             * Format: date-time
             * @description When it was changed last.
             */
            updated_at: string;
        };
        CameraAnswer: {
            /**
             * @description Its number.
             * @example 42
             */
            id: number;
            /**
             * @description Unique and immutable.
             * @example tokyo/tower-north
             */
            name: string;
            /**
             * @description For people.
             * @example Tower, looking north
             */
            title: string | null;
            /** @description For people. */
            description: string | null;
            /**
             * @description How it is reached.
             * @example non_ip
             * @enum {string}
             */
            kind: "ip" | "non_ip" | "stream";
            /** @description Where it stands. */
            location: components["schemas"]["Location"] | null;
            /**
             * @description Where it stands.
             * @example Tokyo
             */
            city: string | null;
            /** @description Where it stands. */
            state: string | null;
            /**
             * @description ISO 3166-1 alpha-2.
             * @example JP
             */
            country: string | null;
            /**
             * @description IANA name.
             * @example Asia/Tokyo
             */
            timezone: string | null;
            /**
             * @description Whose camera it is.
             * @example 1
             */
            organization_id: number;
            /**
             * @description The folder of its organization that it is in.
             * @example 1
             */
            folder_id: number;
            /**
             * @description Its preset: how it is recorded and analysed.
             * @example 1
             */
            preset_id: number | null;
            /**
             * @description What it is sorted under.
             * @example [
             *       "entrance",
             *       "north"
             *     ]
             */
            tags: string[];
            /**
             * @description Who publishes it.
             * @example city-of-tokyo
             */
            source: string | null;
            /** @description The publisher's page. */
            source_url: string | null;
            /**
             * @description Under which its pictures are published.
             * @example CC BY 4.0
             */
            license: string | null;
            /** @description Whom to name beside its pictures. */
            attribution: string | null;
            /** @description How large its picture is. */
            resolution: components["schemas"]["Resolution"] | null;
            /**
             * @description Frames a second.
             * @example 25
             */
            frame_rate: number | null;
            /**
             * @description Where it looks: degrees clockwise from true north.
             * @example 315
             */
            azimuth: number | null;
            /**
             * @description Its horizontal angle of view in degrees.
             * @example 90
             */
            fov: number | null;
            /**
             * @description How far it sees, in metres.
             * @example 150
             */
            range: number | null;
            /**
             * @description Whether it is switched on.
             * @example true
             */
            enabled: boolean;
            /** @description How it is reached; no URL holds a credential. */
            streams: components["schemas"]["Streams"];
            /** @description Whether a login and a password are stored for it; they are never in an answer. */
            has_credentials: boolean;
            /**
             * Format: date-time
             * @example 2026-11-21T22:47:37.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T22:47:37.000Z
             */
            updated_at: string;
            /**
             * @description Raised by one at each change; the `ETag` is made of it.
             * @example 3
             */
            version: number;
            /**
             * @description Metres from `near`; only in answers to it.
             * @example 1234.5
             */
            distance?: number;
            /** @description Only with `include=organization`; `null`: there is none, or it is hidden from the caller. */
            organization?: components["schemas"]["Organization"] | null;
            /** @description Only with `include=folder`; `null`: there is none, or it is hidden from the caller. */
            folder?: components["schemas"]["Folder"] | null;
            /** @description Only with `include=preset`; `null`: there is none, or it is hidden from the caller. */
            preset?: components["schemas"]["Preset"] | null;
            /** @description Only with `include=can`; `null`: there is none, or it is hidden from the caller. */
            can?: ("view" | "archive" | "ptz" | "edit")[] | null;
        };
        Grant: {
            /**
             * @description The kind, the number of the thing and of the user, with `-` between them; of a tag `tag-<organization>-<user>-<tag>`.
             * @example camera-1-1
             */
            id: string;
            /**
             * @description On what: the one of the next that is not `null`; of `tag`, `organization_id` is not, either.
             * @example camera
             * @enum {string}
             */
            kind: "camera" | "folder" | "organization" | "tag";
            /**
             * @description Whose it is.
             * @example 1
             */
            user_id: number;
            /**
             * @description On a camera.
             * @example 1
             */
            camera_id: number | null;
            /**
             * @description On a folder, with all below it.
             * @example null
             */
            folder_id: number | null;
            /**
             * @description On all cameras of an organization: what the membership says about them. Or on those with a tag.
             * @example null
             */
            organization_id: number | null;
            /**
             * @description On the cameras of the organization that have this tag; in small letters and without accents.
             * @example null
             */
            tag: string | null;
            /**
             * @description Of `view`, `archive`, `ptz` and `edit`.
             * @example [
             *       "view",
             *       "archive"
             *     ]
             */
            can: string[];
            /**
             * @description How far back the archive is open; `null`: all of it.
             * @example null
             */
            archive_seconds: number | null;
            /**
             * Format: date-time
             * @description From when it is in force; `null`: from the beginning.
             * @example null
             */
            valid_from: string | null;
            /**
             * Format: date-time
             * @description When it ends by itself; `null`: never.
             * @example null
             */
            valid_until: string | null;
            /**
             * @description Whether it is in force at this moment; `pending` and `ended` ones give nothing.
             * @example in_force
             * @enum {string}
             */
            state: "in_force" | "pending" | "ended";
            /** @description Only with `include=user`; `null`: there is none, or it is hidden from the caller. */
            user?: components["schemas"]["User"] | null;
            /** @description Only with `include=camera`; `null`: there is none, or it is hidden from the caller. */
            camera?: components["schemas"]["CameraAnswer"] | null;
            /** @description Only with `include=folder`; `null`: there is none, or it is hidden from the caller. */
            folder?: components["schemas"]["Folder"] | null;
            /** @description Only with `include=organization`; `null`: there is none, or it is hidden from the caller. */
            organization?: components["schemas"]["Organization"] | null;
        };
        GrantPage: {
            items: components["schemas"]["Grant"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        NewGrantBody: {
            /**
             * Format: date-time
             * @description From when it is in force; `null`: at once.
             * @example 2026-01-01T00:00:00Z
             */
            valid_from?: string | null;
            /**
             * Format: date-time
             * @description It ends by itself at this moment; `null`: never, as far as the giver holds it.
             * @example 2099-01-01T00:00:00Z
             */
            valid_until?: string | null;
            /**
             * @description `view` always. On an organization `view` opens the archive, too, and `edit` goes with `ptz`; on a camera, a folder or a tag there is no `edit`.
             * @example [
             *       "view",
             *       "archive"
             *     ]
             */
            can?: ("view" | "archive" | "ptz" | "edit")[];
            /**
             * @description How far back the archive is open, on a camera, a folder or a tag; `null`: all of it.
             * @example 86400
             */
            archive_seconds?: number | null;
            /**
             * @description Who gets it.
             * @example 1
             */
            user_id: number;
            /** @description On a camera. */
            camera_id?: number;
            /** @description On a folder, with all below it. */
            folder_id?: number;
            /** @description On all cameras of an organization, or with `tag` on those that have it. */
            organization_id?: number;
            /** @description On the cameras of the organization that have this tag, now or later, whatever its case and accents. */
            tag?: string;
        };
        GrantChangeBody: {
            /**
             * Format: date-time
             * @description From when it is in force; `null`: at once.
             * @example 2026-01-01T00:00:00Z
             */
            valid_from?: string | null;
            /**
             * Format: date-time
             * @description It ends by itself at this moment; `null`: never, as far as the giver holds it.
             * @example 2099-01-01T00:00:00Z
             */
            valid_until?: string | null;
            /**
             * @description `view` always. On an organization `view` opens the archive, too, and `edit` goes with `ptz`; on a camera, a folder or a tag there is no `edit`.
             * @example [
             *       "view",
             *       "archive"
             *     ]
             */
            can?: ("view" | "archive" | "ptz" | "edit")[];
            /**
             * @description How far back the archive is open, on a camera, a folder or a tag; `null`: all of it.
             * @example 86400
             */
            archive_seconds?: number | null;
        };
        Tag: {
            /**
             * @description The number of the organization and the tag, in small letters and without accents.
             * @example 1-entrance
             */
            id: string;
            /**
             * @description Whose cameras have it.
             * @example 1
             */
            organization_id: number;
            /**
             * @description As the first camera has it.
             * @example Entrance
             */
            name: string;
            /**
             * @description How many cameras have it that the caller sees.
             * @example 12
             */
            camera_count: number;
        };
        TagPage: {
            items: components["schemas"]["Tag"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        ReasonAnswer: {
            /**
             * @description Where it comes from.
             * @example grant
             * @enum {string}
             */
            kind: "public_organization" | "access_level" | "owner" | "membership" | "grant";
            /**
             * @description Of the grant (`camera-7-3`), the membership (`1-3`) or the organization; of `access_level` the level itself.
             * @example camera-7-3
             */
            id: string;
            /**
             * @description All that it gives.
             * @example [
             *       "view"
             *     ]
             */
            can: ("view" | "archive" | "ptz" | "edit")[];
            /**
             * Format: date-time
             * @description From when it gives that, where it has such a limit.
             */
            valid_from?: string;
            /**
             * Format: date-time
             * @description When it ends by itself, where it does.
             */
            valid_until?: string;
        };
        DormantReasonAnswer: {
            /**
             * @description Where it comes from.
             * @example grant
             * @enum {string}
             */
            kind: "public_organization" | "access_level" | "owner" | "membership" | "grant";
            /**
             * @description Of the grant (`camera-7-3`), the membership (`1-3`) or the organization; of `access_level` the level itself.
             * @example camera-7-3
             */
            id: string;
            /**
             * @description All that it gives.
             * @example [
             *       "view"
             *     ]
             */
            can: ("view" | "archive" | "ptz" | "edit")[];
            /**
             * Format: date-time
             * @description From when it gives that, where it has such a limit.
             */
            valid_from?: string;
            /**
             * Format: date-time
             * @description When it ends by itself, where it does.
             */
            valid_until?: string;
            /**
             * @description Not yet in force, or not any more.
             * @example pending
             * @enum {string}
             */
            state: "pending" | "ended";
        };
        ExplanationAnswer: {
            /**
             * @description The decision at this moment.
             * @example true
             */
            allowed: boolean;
            /** @description Every reason that gives it; none where it is not allowed. */
            because: components["schemas"]["ReasonAnswer"][];
            /** @description What would give it, had it begun or not ended; left out where there is nothing. */
            not_in_force?: components["schemas"]["DormantReasonAnswer"][];
        };
        CameraViewer: {
            /**
             * @description Who sees it.
             * @example 1
             */
            user_id: number;
            /**
             * @description `user-<id>` where the profile is hidden.
             * @example ann
             */
            login: string;
            /** @description Every reason. */
            because: components["schemas"]["ReasonAnswer"][];
        };
        CameraViewers: {
            items: components["schemas"]["CameraViewer"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
            /**
             * @description The organization is public: everyone who signs in sees it.
             * @example false
             */
            everybody: boolean;
        };
        FolderPage: {
            items: components["schemas"]["Folder"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        FolderLocationBody: {
            /**
             * @description WGS84 degrees.
             * @example 48.8584
             */
            latitude: number;
            /**
             * @description WGS84 degrees.
             * @example 2.2945
             */
            longitude: number;
        };
        NewFolderBody: {
            /**
             * @description For people.
             * @example Ground floor
             */
            title: string;
            /**
             * @description The folder above, of the same organization: another one moves the folder with all below it.
             * @example 1
             */
            parent_id?: number;
            /**
             * @description Among its siblings, from 0; left out: the last.
             * @example 0
             */
            position?: number;
            /** @description Where it is. */
            location?: components["schemas"]["FolderLocationBody"] | null;
            /**
             * @description Whose tree it goes into.
             * @example 1
             */
            organization_id: number;
        };
        FolderChangeBody: {
            /**
             * @description For people.
             * @example Ground floor
             */
            title?: string;
            /**
             * @description The folder above, of the same organization: another one moves the folder with all below it.
             * @example 1
             */
            parent_id?: number;
            /**
             * @description Among its siblings, from 0; left out: the last.
             * @example 0
             */
            position?: number;
            /** @description Where it is. */
            location?: components["schemas"]["FolderLocationBody"] | null;
        };
        OrganizationPage: {
            items: components["schemas"]["Organization"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        OrganizationLimitsBody: {
            /**
             * @description Cameras; `null` takes the limit away.
             * @example 100
             */
            cameras?: number | null;
            /**
             * @description Members; `null` takes the limit away.
             * @example 100
             */
            users?: number | null;
        };
        NewOrganizationBody: {
            /**
             * @description For people.
             * @example Road authority
             */
            title: string;
            /**
             * @description Every caller sees its cameras.
             * @example false
             */
            public?: boolean;
            /**
             * @description The user who owns it, and becomes a member with every right.
             * @example 1
             */
            owner_id?: number;
            /**
             * @description Its members and its owner must have a second factor from their next sign-in on.
             * @example false
             */
            second_factor_required?: boolean;
            /** @description How much it may have. */
            limits?: components["schemas"]["OrganizationLimitsBody"];
        };
        OrganizationChangeBody: {
            /**
             * @description For people.
             * @example Road authority
             */
            title?: string;
            /**
             * @description Every caller sees its cameras.
             * @example false
             */
            public?: boolean;
            /**
             * @description The user who owns it, and becomes a member with every right.
             * @example 1
             */
            owner_id?: number;
            /**
             * @description Its members and its owner must have a second factor from their next sign-in on.
             * @example false
             */
            second_factor_required?: boolean;
            /** @description How much it may have. */
            limits?: components["schemas"]["OrganizationLimitsBody"];
        };
        IdentityProviderAnswer: {
            /**
             * @description It stands in addresses.
             * @example company
             */
            name: string;
            /**
             * @description What the button says.
             * @example Company
             */
            title: string;
            /**
             * @description As it calls itself.
             * @example https://sso.example.org/realms/company
             */
            issuer: string;
            /**
             * @description Our id there.
             * @example camgate
             */
            client_id: string;
            /**
             * @description Whether we have a secret there.
             * @example true
             */
            has_secret: boolean;
            /**
             * @description What we ask for.
             * @example openid profile email
             */
            scope: string;
            /**
             * @description The claim of a new account’s login.
             * @example null
             */
            login_claim: string | null;
            /**
             * @description Whether the first sign-in makes an account.
             * @example true
             */
            makes_accounts: boolean;
            /**
             * @description Whether people may sign in there.
             * @example true
             */
            enabled: boolean;
            /**
             * @description Which claims give which rights.
             * @example [
             *       {
             *         "claim": "groups",
             *         "value": "cam-admins",
             *         "accessLevel": "domain_admin"
             *       }
             *     ]
             */
            rules: Record<string, never>[];
            /**
             * @description What in `amr` means several factors.
             * @example [
             *       "mfa"
             *     ]
             */
            trusted_amr: string[];
            /**
             * @description Which `acr` means several factors.
             * @example []
             */
            trusted_acr: string[];
            /**
             * @description The redirect URI to register there.
             * @example http://127.0.0.1:8000/oauth/external/company/callback
             */
            callback_url: string;
            /**
             * @description The address after signing out to register there.
             * @example http://127.0.0.1:8000/oauth/external/company/signed-out
             */
            signed_out_url: string;
            /**
             * @description The address for back-channel logout to register there.
             * @example http://127.0.0.1:8000/oauth/external/company/backchannel-logout
             */
            backchannel_logout_url: string;
            /**
             * @description Grows with each change; also the `ETag`.
             * @example 1
             */
            version: number;
        };
        IdentityProviders: {
            /** @description By name, at most 50. */
            items: components["schemas"]["IdentityProviderAnswer"][];
            /**
             * @description There is no further page.
             * @example null
             */
            next: string | null;
        };
        NewIdentityProviderBody: {
            /**
             * @description What the button says.
             * @example Company
             */
            title?: string;
            /**
             * @description Our id there.
             * @example camgate
             */
            client_id?: string;
            /**
             * @description Our secret there; it is written and never shown. `null`: none.
             * @example a secret of the provider
             */
            client_secret?: string | null;
            /**
             * @description Space-separated, with `openid`.
             * @example openid profile email
             */
            scope?: string;
            /**
             * @description The claim of a new account’s login; `null`: `preferred_username`, else a verified email.
             * @example preferred_username
             */
            login_claim?: string | null;
            /**
             * @description Whether the first sign-in makes an account.
             * @example true
             */
            makes_accounts?: boolean;
            /**
             * @description Whether people may sign in there.
             * @example true
             */
            enabled?: boolean;
            /**
             * @description Which claims give which rights, as in `rules.json` of the command line (docs/auth.md).
             * @example [
             *       {
             *         "claim": "groups",
             *         "value": "cam-admins",
             *         "accessLevel": "domain_admin"
             *       }
             *     ]
             */
            rules?: Record<string, never>[];
            /**
             * @description What in `amr` means several factors, so that none of ours is asked for.
             * @example [
             *       "mfa"
             *     ]
             */
            trusted_amr?: string[];
            /**
             * @description Which `acr` means several factors.
             * @example []
             */
            trusted_acr?: string[];
            /**
             * @description The version that is to be changed, as `If-Match`.
             * @example 1
             */
            version?: number;
            /**
             * @description 1 to 40 of a-z, 0-9 and hyphens; it stands in addresses and stays.
             * @example company
             */
            name: string;
            /**
             * @description Exactly as it calls itself; it stays.
             * @example https://sso.example.org/realms/company
             */
            issuer: string;
        };
        IdentityProviderChangeBody: {
            /**
             * @description What the button says.
             * @example Company
             */
            title?: string;
            /**
             * @description Our id there.
             * @example camgate
             */
            client_id?: string;
            /**
             * @description Our secret there; it is written and never shown. `null`: none.
             * @example a secret of the provider
             */
            client_secret?: string | null;
            /**
             * @description Space-separated, with `openid`.
             * @example openid profile email
             */
            scope?: string;
            /**
             * @description The claim of a new account’s login; `null`: `preferred_username`, else a verified email.
             * @example preferred_username
             */
            login_claim?: string | null;
            /**
             * @description Whether the first sign-in makes an account.
             * @example true
             */
            makes_accounts?: boolean;
            /**
             * @description Whether people may sign in there.
             * @example true
             */
            enabled?: boolean;
            /**
             * @description Which claims give which rights, as in `rules.json` of the command line (docs/auth.md).
             * @example [
             *       {
             *         "claim": "groups",
             *         "value": "cam-admins",
             *         "accessLevel": "domain_admin"
             *       }
             *     ]
             */
            rules?: Record<string, never>[];
            /**
             * @description What in `amr` means several factors, so that none of ours is asked for.
             * @example [
             *       "mfa"
             *     ]
             */
            trusted_amr?: string[];
            /**
             * @description Which `acr` means several factors.
             * @example []
             */
            trusted_acr?: string[];
            /**
             * @description The version that is to be changed, as `If-Match`.
             * @example 1
             */
            version?: number;
        };
        IdentityAnswer: {
            /**
             * @description The provider; `null`: it was removed.
             * @example company
             */
            provider: string | null;
            /**
             * @description What its button says.
             * @example Company
             */
            title: string | null;
            /**
             * @description As the provider calls itself.
             * @example https://sso.example.org/realms/company
             */
            issuer: string;
            /**
             * @description Who the caller is there.
             * @example 9f1c
             */
            subject: string;
            /**
             * Format: date-time
             * @description When it was linked.
             */
            linked_at: string;
            /**
             * Format: date-time
             * @description When the caller last signed in there.
             */
            last_used_at: string | null;
        };
        Identities: {
            /** @description By issuer. */
            items: components["schemas"]["IdentityAnswer"][];
            /**
             * @description There is no further page.
             * @example null
             */
            next: string | null;
        };
        BatchOperationBody: {
            /**
             * @description What to do.
             * @example update
             * @enum {string}
             */
            op: "create" | "update" | "delete";
            /**
             * @description The camera's number, for `update` and `delete`; once in a batch.
             * @example 42
             */
            id?: number;
            /**
             * @description For `update` and `delete`: the version that was read, as in `If-Match`; 412 when it is another.
             * @example 3
             */
            version?: number;
            /** @description As in `POST /api/v1/cameras` for `create`, as in `PATCH` for `update`; none for `delete`. */
            body?: {
                [key: string]: unknown;
            };
        };
        BatchBody: {
            /** @description What to do. */
            operations: components["schemas"]["BatchOperationBody"][];
            /**
             * @description `true`: all or, where one cannot be done, none. `false`: each that can be done, each with its result.
             * @example true
             */
            atomic?: boolean;
        };
        BatchResult: {
            /**
             * @description As if it had been sent alone: 201, 200, 204 or that of its `problem`.
             * @example 200
             */
            status: number;
            /**
             * @description The camera's number.
             * @example 42
             */
            id?: number;
            /**
             * @description Of a new camera: its address.
             * @example /api/v1/cameras/42
             */
            location?: string;
            /** @description The camera as it is now. */
            body?: components["schemas"]["CameraAnswer"];
            /** @description Why it was not done. */
            problem?: components["schemas"]["Problem"];
        };
        BatchAnswer: {
            /** @description One for each operation, in their order. */
            results: components["schemas"]["BatchResult"][];
        };
        CameraChangeAnswer: {
            /**
             * @description `shown`, `hidden`: it is now, or no longer, visible to this caller. A camera that the caller does not see is in no change.
             * @example updated
             * @enum {string}
             */
            type: "created" | "updated" | "deleted" | "hidden" | "shown";
            /**
             * @description The camera's number.
             * @example 42
             */
            id: number;
            /**
             * @description Its version; not of one that is deleted or hidden.
             * @example 3
             */
            version?: number;
            /** @description As it is now; not of one that is deleted or hidden. */
            camera?: components["schemas"]["CameraAnswer"];
        };
        CameraChangesAnswer: {
            /** @description Each camera once, however often it was changed. */
            changes: components["schemas"]["CameraChangeAnswer"][];
            /**
             * @description The `since` of the next request.
             * @example v1.6f0c…
             */
            next: string;
            /**
             * @description Whether there is more to read now.
             * @example false
             */
            has_more: boolean;
        };
        CameraPage: {
            /** @description In the order that was asked for, else by id. */
            items: components["schemas"]["CameraAnswer"][];
            /** @description The `cursor` of the next page; null: this is the last. */
            next: string | null;
            /** @description The `cursor` of the page before; null: this is the first. */
            prev: string | null;
            /** @description How many match, only with `total=true`; nothing that is hidden is counted. */
            total?: number;
        };
        CameraFeature: {
            /** @enum {string} */
            type: "Feature";
            /**
             * @description Its number.
             * @example 42
             */
            id: number;
            /** @description A Point; null where its place is not known. */
            geometry: Record<string, never> | null;
            /** @description The camera without its location. */
            properties: Record<string, never>;
        };
        CameraFeatures: {
            /** @enum {string} */
            type: "FeatureCollection";
            features: components["schemas"]["CameraFeature"][];
            /** @description `{rel, type, href}` of the pages beside it. */
            links: Record<string, never>[];
            /** @description The `cursor` of the next page; null: this is the last. */
            next: string | null;
            /** @description The `cursor` of the page before; null: this is the first. */
            prev: string | null;
            /** @description How many match, only with `total=true`; nothing that is hidden is counted. */
            total?: number;
        };
        LocationBody: {
            /**
             * @description WGS84 degrees.
             * @example 35.6586
             */
            latitude: number;
            /**
             * @description WGS84 degrees.
             * @example 139.7454
             */
            longitude: number;
        };
        ResolutionBody: {
            /**
             * @description Pixels.
             * @example 1920
             */
            width: number;
            /**
             * @description Pixels.
             * @example 1080
             */
            height: number;
        };
        StreamsBody: {
            /**
             * @description A picture, fetched anew each time.
             * @example https://cameras.example.org/tower.jpg
             */
            snapshot_url?: string | null;
            /**
             * @description A video stream.
             * @example rtsp://cameras.example.org/tower
             */
            stream_url?: string | null;
            /** @description A web page that shows the camera to people. */
            page_url?: string | null;
            /**
             * @description The protocol of the URL.
             * @enum {string|null}
             */
            protocol?: "http-image" | "web-page" | "hls" | "mp4-clip" | "youtube-page" | "mjpeg" | "rtsp" | "rtmp" | null;
        };
        NewCameraBody: {
            /**
             * @description For people.
             * @example Tower, looking north
             */
            title?: string | null;
            /** @description For people. */
            description?: string | null;
            /** @description Where it stands. */
            location?: components["schemas"]["LocationBody"] | null;
            /** @description Found from the location where it is missing. */
            city?: string | null;
            /** @description Found from the location where it is missing. */
            state?: string | null;
            /**
             * @description ISO 3166-1 code (alpha-2, or alpha-3 for it); where there is a location, it follows from it.
             * @example JP
             */
            country?: string | null;
            /**
             * @description IANA name.
             * @example Asia/Tokyo
             */
            timezone?: string | null;
            /**
             * @description At most 32, each of 1 to 64 characters without commas, semicolons and `//`; the whole list. Of those that differ in case and accents only, the first one stays. Whoever has a grant on a tag sees the camera.
             * @example [
             *       "entrance",
             *       "north"
             *     ]
             */
            tags?: string[] | null;
            /**
             * @description Who publishes it.
             * @example city-of-tokyo
             */
            source?: string | null;
            /** @description The publisher's page. */
            source_url?: string | null;
            /** @description Under which its pictures are published. */
            license?: string | null;
            /** @description Whom to name beside its pictures. */
            attribution?: string | null;
            /** @description How large its picture is. */
            resolution?: components["schemas"]["ResolutionBody"] | null;
            /**
             * @description Frames a second.
             * @example 25
             */
            frame_rate?: number | null;
            /**
             * @description Where it looks: degrees clockwise from true north.
             * @example 315
             */
            azimuth?: number | null;
            /**
             * @description Its horizontal angle of view in degrees; 360 is all around.
             * @example 90
             */
            fov?: number | null;
            /**
             * @description How far it sees, in metres.
             * @example 150
             */
            range?: number | null;
            /**
             * @description Whether it is switched on.
             * @default true
             */
            enabled?: boolean;
            /** @description How it is reached. */
            streams?: components["schemas"]["StreamsBody"] | null;
            /**
             * @description Whose camera it is; left out: the application's own organization, else the public default.
             * @example 1
             */
            organization_id?: number;
            /** @description A folder of its organization; `null` and, for a new camera or one that goes to another organization, left out: the root. */
            folder_id?: number | null;
            /** @description A preset of its organization, or the default one, which a new camera gets where this is left out; `null`: none. */
            preset_id?: number | null;
            /**
             * @description Unique and immutable; slashes are allowed. Left out: made from the title.
             * @example tokyo/tower-north
             */
            name?: string;
            /**
             * @description Left out: `stream` where there is a stream URL, else `non_ip`.
             * @enum {string}
             */
            kind?: "non_ip" | "stream";
        };
        CameraChangeBody: {
            /**
             * @description For people.
             * @example Tower, looking north
             */
            title?: string | null;
            /** @description For people. */
            description?: string | null;
            /** @description Where it stands. */
            location?: components["schemas"]["LocationBody"] | null;
            /** @description Found from the location where it is missing. */
            city?: string | null;
            /** @description Found from the location where it is missing. */
            state?: string | null;
            /**
             * @description ISO 3166-1 code (alpha-2, or alpha-3 for it); where there is a location, it follows from it.
             * @example JP
             */
            country?: string | null;
            /**
             * @description IANA name.
             * @example Asia/Tokyo
             */
            timezone?: string | null;
            /**
             * @description At most 32, each of 1 to 64 characters without commas, semicolons and `//`; the whole list. Of those that differ in case and accents only, the first one stays. Whoever has a grant on a tag sees the camera.
             * @example [
             *       "entrance",
             *       "north"
             *     ]
             */
            tags?: string[] | null;
            /**
             * @description Who publishes it.
             * @example city-of-tokyo
             */
            source?: string | null;
            /** @description The publisher's page. */
            source_url?: string | null;
            /** @description Under which its pictures are published. */
            license?: string | null;
            /** @description Whom to name beside its pictures. */
            attribution?: string | null;
            /** @description How large its picture is. */
            resolution?: components["schemas"]["ResolutionBody"] | null;
            /**
             * @description Frames a second.
             * @example 25
             */
            frame_rate?: number | null;
            /**
             * @description Where it looks: degrees clockwise from true north.
             * @example 315
             */
            azimuth?: number | null;
            /**
             * @description Its horizontal angle of view in degrees; 360 is all around.
             * @example 90
             */
            fov?: number | null;
            /**
             * @description How far it sees, in metres.
             * @example 150
             */
            range?: number | null;
            /**
             * @description Whether it is switched on.
             * @default true
             */
            enabled?: boolean;
            /** @description How it is reached. */
            streams?: components["schemas"]["StreamsBody"] | null;
            /**
             * @description Whose camera it is; left out: the application's own organization, else the public default.
             * @example 1
             */
            organization_id?: number;
            /** @description A folder of its organization; `null` and, for a new camera or one that goes to another organization, left out: the root. */
            folder_id?: number | null;
            /** @description A preset of its organization, or the default one, which a new camera gets where this is left out; `null`: none. */
            preset_id?: number | null;
            /**
             * @description How it is reached.
             * @enum {string}
             */
            kind?: "non_ip" | "stream";
            /**
             * @description The version that was read; another one by now answers 412. The same as `If-Match: "<version>"`.
             * @example 3
             */
            version?: number;
        };
        ImportRowProblem: {
            /**
             * @description The line, or the number of the item in a list.
             * @example 2
             */
            line: number;
            /**
             * @description The column or key of the file.
             * @example Lat
             */
            field?: string;
            /**
             * @description What stands there; secrets are `***`.
             * @example north
             */
            value?: string;
            /**
             * @description For people.
             * @example Lat must be a number
             */
            reason: string;
        };
        ImportChangeEntry: {
            /**
             * @description The line; 0 for a camera that the file does not have.
             * @example 2
             */
            line: number;
            /**
             * @description The camera's name.
             * @example gate
             */
            name: string;
            /**
             * @description What was done, or would be.
             * @enum {string}
             */
            change: "created" | "updated" | "pruned";
            /**
             * @description The fields that were changed.
             * @example [
             *       "title"
             *     ]
             */
            fields: string[];
        };
        ImportDriftEntry: {
            /**
             * @description The line.
             * @example 2
             */
            line: number;
            /**
             * @description The camera's name.
             * @example gate
             */
            name: string;
            /**
             * @description The fields that stay.
             * @example [
             *       "title"
             *     ]
             */
            fields: string[];
        };
        ImportConflict: {
            /**
             * @description The camera's name.
             * @example gate
             */
            name: string;
            /**
             * @description For people.
             * @example somebody has changed it since
             */
            reason: string;
        };
        Import: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description How far it is.
             * @example done
             * @enum {string}
             */
            status: "queued" | "running" | "done" | "failed" | "cancelled" | "undone";
            /**
             * @description It changes nothing.
             * @example false
             */
            dry_run: boolean;
            /**
             * @description Whose cameras the new ones become.
             * @example 1
             */
            organization_id: number | null;
            /**
             * @description The list that the file is of.
             * @example road-authority
             */
            source: string | null;
            /**
             * @description What the file turned out to be.
             * @example csv
             */
            format: string | null;
            /**
             * @description The encoding of its characters.
             * @example utf-8
             */
            encoding: string | null;
            /**
             * @description The field that each column was taken for.
             * @example {
             *       "Camera Name": "name"
             *     }
             */
            mapping: Record<string, never>;
            /**
             * @description Columns that were not read.
             * @example [
             *       "Cable"
             *     ]
             */
            ignored_columns: string[];
            /**
             * @description Rows whose outcome is known.
             * @example 2
             */
            rows: number;
            /**
             * @description Cameras that were made.
             * @example 0
             */
            created: number;
            /**
             * @description Cameras that were changed.
             * @example 0
             */
            updated: number;
            /**
             * @description Cameras that were so already.
             * @example 0
             */
            unchanged: number;
            /**
             * @description Cameras of the source that the file does not have, and that were deleted.
             * @example 0
             */
            pruned: number;
            /**
             * @description Cameras that were taken back.
             * @example 0
             */
            undone: number;
            /**
             * @description Rows that were not taken.
             * @example 0
             */
            rejected_count: number;
            /** @description The first 1000 of them. */
            rejected: components["schemas"]["ImportRowProblem"][];
            /**
             * @description Parts of rows that were not taken.
             * @example 0
             */
            warning_count: number;
            /** @description The first 1000 of them. */
            warnings: components["schemas"]["ImportRowProblem"][];
            /** @description The first 1000 cameras that were made, changed or deleted, or would be. */
            changes: components["schemas"]["ImportChangeEntry"][];
            /**
             * @description Cameras with fields that somebody changed by hand, and that stay.
             * @example 0
             */
            drift_count: number;
            /** @description The first 1000 of them; only of `PUT /sources/{name}/cameras`. */
            drift: components["schemas"]["ImportDriftEntry"][];
            /** @description The first 1000 cameras that could not be taken back. */
            conflicts: components["schemas"]["ImportConflict"][];
            /**
             * @description Why it failed, for people.
             * @example null
             */
            failure: string | null;
            /**
             * @description Who began it.
             * @example user:1
             */
            created_by: string;
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it began.
             */
            started_at: string | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at: string | null;
        };
        ImportPage: {
            items: components["schemas"]["Import"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        CameraProvenanceAnswer: {
            /**
             * @description The source that the row named.
             * @example road-authority
             */
            source: string | null;
            /**
             * @description The import that last set it; it may have been removed since.
             * @example 1
             */
            import_id: number | null;
            /**
             * @description The name of its file, where known.
             * @example cameras.csv
             */
            file_name: string | null;
            /**
             * @description The line of the file, or the number of the item in a list.
             * @example 2
             */
            line: number | null;
            /**
             * Format: date-time
             * @description When.
             */
            set_at: string | null;
        };
        Application: {
            /**
             * @description Its client id.
             * @example c_1z4QiakaJteGTiqC71TsbTOn
             */
            client_id: string;
            /**
             * @description For people.
             * @example Traffic study
             */
            name: string;
            /**
             * @description What it may do: `user` reads, `webui` manages applications, too, `admin` everything.
             * @example user
             * @enum {string}
             */
            level: "user" | "webui" | "admin";
            /**
             * @description Whose it is, in free words.
             * @example Institute of Transport
             */
            owner: string | null;
            /**
             * @description The organization whose cameras it sees beside public ones.
             * @example 1
             */
            organization_id: number | null;
            /**
             * @description The permissions and scopes it may ask for; `null`: all that its level allows.
             * @example cameras:read
             */
            scope: string | null;
            /**
             * @description The OAuth grants it may use.
             * @example [
             *       "client_credentials"
             *     ]
             */
            grants: string[];
            /**
             * @description How it authenticates; `null`: with its secret, in the header or in the body.
             * @example basic
             * @enum {string|null}
             */
            auth_method: "none" | "basic" | "post" | "private_key_jwt" | null;
            /**
             * @description Where people come back to after they signed in.
             * @example []
             */
            redirect_uris: string[];
            /**
             * @description Where they may be sent after signing out.
             * @example []
             */
            post_logout_uris: string[];
            /**
             * @description The ids of its public keys.
             * @example []
             */
            key_ids: string[];
            /**
             * @description Ours: its users are not asked for consent.
             * @example false
             */
            first_party: boolean;
            /**
             * @description How its ID tokens are signed.
             * @example ES256
             * @enum {string}
             */
            id_token_alg: "ES256" | "RS256";
            /**
             * @description The APIs that it serves.
             * @example []
             */
            resources: string[];
            /**
             * Format: date-time
             * @description When it was registered.
             */
            created_at: string;
        };
        ApplicationPage: {
            items: components["schemas"]["Application"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        NewApplicationBody: {
            /**
             * @description For people.
             * @example Traffic study
             */
            name: string;
            /**
             * @description What it may do: `user` reads, `webui` manages applications, too, `admin` everything.
             * @example user
             * @enum {string}
             */
            level?: "user" | "webui" | "admin";
            /**
             * @description Whose it is, in free words.
             * @example Institute of Transport
             */
            owner?: string;
            /**
             * @description The permissions and scopes it may ask for, separated by spaces; without it all that its level allows.
             * @example cameras:read
             */
            scope?: string;
            /**
             * @description The OAuth grants it may use.
             * @example [
             *       "client_credentials"
             *     ]
             */
            grants?: ("authorization_code" | "refresh_token" | "client_credentials" | "device_code" | "token_exchange")[];
            /**
             * @description How it authenticates; `none` is a public client.
             * @enum {string}
             */
            auth_method?: "none" | "basic" | "post" | "private_key_jwt";
            /** @description Where people come back to after they signed in. */
            redirect_uris?: string[];
            /** @description Where they may be sent after signing out. */
            post_logout_uris?: string[];
            /** @description Its public keys (RFC 7517), with `private_key_jwt`. */
            jwks?: {
                [key: string]: unknown;
            };
            /** @description Ours: its users are not asked for consent. */
            first_party?: boolean;
            /**
             * @description How its ID tokens are signed.
             * @enum {string}
             */
            id_token_alg?: "ES256" | "RS256";
            /** @description The APIs that it serves: it may introspect tokens for them. */
            resources?: string[];
            /**
             * @description The organization whose cameras it sees beside public ones.
             * @example 1
             */
            organization_id?: number;
            /**
             * @description How its id and secret look.
             * @enum {string}
             */
            format?: "native" | "cam2-v1" | "cam2-v2";
            /** @description The id of a client that moves here. */
            client_id?: string;
            /** @description Its secret. */
            client_secret?: string;
        };
        ApplicationWithSecret: {
            /**
             * @description Its client id.
             * @example c_1z4QiakaJteGTiqC71TsbTOn
             */
            client_id: string;
            /**
             * @description For people.
             * @example Traffic study
             */
            name: string;
            /**
             * @description What it may do: `user` reads, `webui` manages applications, too, `admin` everything.
             * @example user
             * @enum {string}
             */
            level: "user" | "webui" | "admin";
            /**
             * @description Whose it is, in free words.
             * @example Institute of Transport
             */
            owner: string | null;
            /**
             * @description The organization whose cameras it sees beside public ones.
             * @example 1
             */
            organization_id: number | null;
            /**
             * @description The permissions and scopes it may ask for; `null`: all that its level allows.
             * @example cameras:read
             */
            scope: string | null;
            /**
             * @description The OAuth grants it may use.
             * @example [
             *       "client_credentials"
             *     ]
             */
            grants: string[];
            /**
             * @description How it authenticates; `null`: with its secret, in the header or in the body.
             * @example basic
             * @enum {string|null}
             */
            auth_method: "none" | "basic" | "post" | "private_key_jwt" | null;
            /**
             * @description Where people come back to after they signed in.
             * @example []
             */
            redirect_uris: string[];
            /**
             * @description Where they may be sent after signing out.
             * @example []
             */
            post_logout_uris: string[];
            /**
             * @description The ids of its public keys.
             * @example []
             */
            key_ids: string[];
            /**
             * @description Ours: its users are not asked for consent.
             * @example false
             */
            first_party: boolean;
            /**
             * @description How its ID tokens are signed.
             * @example ES256
             * @enum {string}
             */
            id_token_alg: "ES256" | "RS256";
            /**
             * @description The APIs that it serves.
             * @example []
             */
            resources: string[];
            /**
             * Format: date-time
             * @description When it was registered.
             */
            created_at: string;
            /**
             * @description Its secret, shown once; `null`: it authenticates without one.
             * @example cgc_0123456789abcdefghijklmnopqrstuvwxyz
             */
            client_secret: string | null;
        };
        ApplicationChangeBody: {
            /**
             * @description For people.
             * @example Traffic study
             */
            name?: string;
            /**
             * @description What it may do: `user` reads, `webui` manages applications, too, `admin` everything.
             * @example user
             * @enum {string}
             */
            level?: "user" | "webui" | "admin";
            /**
             * @description Whose it is, in free words.
             * @example Institute of Transport
             */
            owner?: string;
            /**
             * @description The permissions and scopes it may ask for, separated by spaces; without it all that its level allows.
             * @example cameras:read
             */
            scope?: string;
            /**
             * @description The OAuth grants it may use.
             * @example [
             *       "client_credentials"
             *     ]
             */
            grants?: ("authorization_code" | "refresh_token" | "client_credentials" | "device_code" | "token_exchange")[];
            /**
             * @description How it authenticates; `none` is a public client.
             * @enum {string}
             */
            auth_method?: "none" | "basic" | "post" | "private_key_jwt";
            /** @description Where people come back to after they signed in. */
            redirect_uris?: string[];
            /** @description Where they may be sent after signing out. */
            post_logout_uris?: string[];
            /** @description Its public keys (RFC 7517), with `private_key_jwt`. */
            jwks?: {
                [key: string]: unknown;
            };
            /** @description Ours: its users are not asked for consent. */
            first_party?: boolean;
            /**
             * @description How its ID tokens are signed.
             * @enum {string}
             */
            id_token_alg?: "ES256" | "RS256";
            /** @description The APIs that it serves: it may introspect tokens for them. */
            resources?: string[];
        };
        SecretRotationBody: {
            /**
             * @description For how many seconds the old secret works, too; at most 30 days.
             * @example 3600
             */
            overlap_seconds?: number;
        };
        AuditEvent: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /**
             * @description What happened, in the words of the OWASP logging vocabulary.
             * @example authn_login_success
             * @enum {string}
             */
            event: "authn_login_success" | "authn_login_successafterfail" | "authn_login_fail" | "authn_login_fail_max" | "authn_login_lock" | "authn_password_change" | "authn_password_change_fail" | "authn_factor_added" | "authn_factor_changed" | "authn_factor_removed" | "authn_token_created" | "authn_token_revoked" | "authn_token_reuse" | "authn_token_delete" | "authz_fail" | "authz_change" | "authz_admin" | "crypt_decrypt_fail" | "excess_rate_limit_exceeded" | "session_created" | "session_renewed" | "session_expired" | "session_logout" | "session_use_after_expire" | "sensitive_read" | "privilege_permissions_changed" | "user_created" | "user_updated" | "user_deleted" | "application_created" | "application_changed" | "application_revoked" | "application_secret_rotated" | "key_rotated" | "apikey_created" | "apikey_changed" | "apikey_rotated" | "apikey_revoked" | "system_key_used" | "ssrf_blocked" | "settings_changed" | "camera_created" | "camera_updated" | "camera_deleted" | "camera_imported" | "webhook_created" | "webhook_changed" | "webhook_deleted" | "audit_chain_broken" | "audit_rows_removed";
            /**
             * @description How it ended.
             * @example success
             * @enum {string|null}
             */
            outcome: "success" | "failure" | null;
            /**
             * @description Who did it: `user:<id>`, `client:<client id>`, `system` or `cli`.
             * @example user:1
             */
            actor: string | null;
            /**
             * @description The login or the client id of who did it.
             * @example admin
             */
            actor_name: string;
            /**
             * @description What it was done to, such as `user:7` or `session:<id>`.
             * @example user:1
             */
            subject: string | null;
            /**
             * @description The client id of the program through which a person did it.
             * @example null
             */
            client: string | null;
            /**
             * @description The API through which it was done, or `cli`.
             * @example rest
             */
            api: string | null;
            /**
             * @description The address it came from.
             * @example 127.0.0.1
             */
            ip: string | null;
            /** @description What the program at that address called itself. */
            user_agent: string | null;
            /** @description The request, as in `X-Request-Id`. */
            request_id: string | null;
            /** @description More about it. */
            reason: string | null;
        };
        AuditEventPage: {
            items: components["schemas"]["AuditEvent"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        AppearanceBody: {
            /**
             * @description The name of the installation.
             * @example City cameras
             */
            title?: string | null;
            /**
             * @description The logo: a `data:` URL of a picture.
             * @example null
             */
            logo?: string | null;
            /**
             * @description The logo of the sign-in page: a `data:` URL of a picture.
             * @example null
             */
            logo_auth?: string | null;
            /**
             * @description The icon: a `data:` URL of a picture.
             * @example null
             */
            favicon?: string | null;
            /**
             * @description The first color, as CSS has it.
             * @example #0a5
             */
            primary_color?: string | null;
            /**
             * @description The second color, as CSS has it.
             * @example #0a5
             */
            secondary_color?: string | null;
            /**
             * @description The color behind everything, as CSS has it.
             * @example #0a5
             */
            background_color?: string | null;
        };
        MailAnswer: {
            /**
             * @description Through which service.
             * @example smtp
             * @enum {string}
             */
            method: "smtp" | "sendgrid";
            /**
             * @description The mail server.
             * @example mail.example
             */
            host: string | null;
            /**
             * @description Its port.
             * @example 587
             */
            port: number | null;
            /**
             * @description The login at it.
             * @example camgate
             */
            login: string | null;
            /**
             * @description There is a password; it is never shown.
             * @example true
             */
            has_password: boolean;
            /**
             * @description Encryption.
             * @example starttls
             * @enum {string}
             */
            security: "none" | "tls" | "starttls";
            /**
             * @description The name of the sender.
             * @example Cameras
             */
            sender_title: string | null;
            /**
             * @description The address of the sender.
             * @example cameras@example.org
             */
            sender_address: string | null;
            /**
             * @description There is a key of SendGrid; it is never shown.
             * @example false
             */
            has_api_key: boolean;
        };
        Settings: {
            /** @description How the interface looks. */
            appearance: components["schemas"]["AppearanceBody"];
            /** @description How mail is sent; `null`: as `SMTP_URL` says. */
            mail: components["schemas"]["MailAnswer"] | null;
            /**
             * @description How many sessions a user has who has no limit of their own; `null`: 50.
             * @example 50
             */
            max_sessions: number | null;
        };
        MailBody: {
            /**
             * @description Through which service.
             * @example smtp
             * @enum {string}
             */
            method?: "smtp" | "sendgrid";
            /**
             * @description The mail server.
             * @example mail.example
             */
            host?: string | null;
            /**
             * @description Its port.
             * @example 587
             */
            port?: number | null;
            /**
             * @description The login at it.
             * @example camgate
             */
            login?: string | null;
            /** @description The password at it; never shown. */
            password?: string | null;
            /**
             * @description Encryption.
             * @example starttls
             * @enum {string}
             */
            security?: "none" | "tls" | "starttls";
            /**
             * @description The name of the sender.
             * @example Cameras
             */
            sender_title?: string | null;
            /**
             * @description The address of the sender.
             * @example cameras@example.org
             */
            sender_address?: string | null;
            /** @description The key of SendGrid; never shown. */
            api_key?: string | null;
        };
        SettingsChangeBody: {
            /** @description How the interface looks. */
            appearance?: components["schemas"]["AppearanceBody"];
            /** @description How mail is sent; without it as `SMTP_URL` says. */
            mail?: components["schemas"]["MailBody"] | null;
            /**
             * @description How many sessions a user has who has no limit of their own; without it 50.
             * @example 50
             */
            max_sessions?: number | null;
        };
        PresetPage: {
            items: components["schemas"]["Preset"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        RecordingBody: {
            /**
             * @description Seconds for which everything is stored.
             * @example 604800
             */
            expiration_seconds?: number | null;
            /**
             * @description Seconds for which episodes are stored beyond it.
             * @example 6048000
             */
            episodes_expiration_seconds?: number | null;
            /**
             * @description Bytes at most.
             * @example 400000000000
             */
            storage_limit_bytes?: number | null;
            /**
             * @description Copies beside the first.
             * @example 1
             */
            redundancy_factor?: number | null;
        };
        NewPresetBody: {
            /**
             * @description For people.
             * @example A week
             */
            title: string;
            /** @description What is recorded. */
            recording?: components["schemas"]["RecordingBody"] | null;
            /** @description Analytics: any JSON object of at most 64 KiB. */
            vision?: {
                [key: string]: unknown;
            } | null;
            /** @description Zones of media servers, as Watcher has them. */
            layout_rules?: {
                [key: string]: unknown;
            } | null;
            /**
             * @description False: its cameras take these values whatever their own are.
             * @example true
             */
            adjustable?: boolean;
            /**
             * @description What new cameras get that name no preset.
             * @example false
             */
            default?: boolean;
        };
        PresetChangeBody: {
            /**
             * @description For people.
             * @example A week
             */
            title?: string;
            /** @description What is recorded. */
            recording?: components["schemas"]["RecordingBody"] | null;
            /** @description Analytics: any JSON object of at most 64 KiB. */
            vision?: {
                [key: string]: unknown;
            } | null;
            /** @description Zones of media servers, as Watcher has them. */
            layout_rules?: {
                [key: string]: unknown;
            } | null;
            /**
             * @description False: its cameras take these values whatever their own are.
             * @example true
             */
            adjustable?: boolean;
            /**
             * @description What new cameras get that name no preset.
             * @example false
             */
            default?: boolean;
        };
        ArrangedCamera: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description Its name.
             * @example demo-paris-eiffel-tower
             */
            name: string;
            /**
             * @description For people.
             * @example Eiffel Tower
             */
            title: string | null;
        };
        Mosaic: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description For people.
             * @example Harbour
             */
            title: string;
            /**
             * @description Columns by rows; `1x7`: one large and seven small.
             * @example 2x2
             * @enum {string}
             */
            type: "1x7" | "2x2" | "3x3" | "4x4" | "5x5" | "6x6" | "6x8" | "7x7" | "8x8";
            /**
             * @description The organization whose members see it.
             * @example 1
             */
            organization_id: number;
            /**
             * @description Its organization sees it, not only whoever made it.
             * @example true
             */
            visible: boolean;
            /**
             * @description One for each cell; `null`: an empty cell, or a camera that is hidden from the caller.
             * @example [
             *       1,
             *       null,
             *       2
             *     ]
             */
            camera_ids: (number | null)[];
            /** @description The cameras in its cells that the caller sees. */
            cameras: components["schemas"]["ArrangedCamera"][];
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Only with `include=organization`; `null`: there is none, or it is hidden from the caller. */
            organization?: components["schemas"]["Organization"] | null;
        };
        MosaicPage: {
            items: components["schemas"]["Mosaic"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        NewMosaicBody: {
            /**
             * @description For people.
             * @example Harbour
             */
            title: string;
            /**
             * @description Columns by rows; `1x7`: one large and seven small.
             * @example 2x2
             * @enum {string}
             */
            type?: "1x7" | "2x2" | "3x3" | "4x4" | "5x5" | "6x6" | "6x8" | "7x7" | "8x8";
            /**
             * @description The organization whose members see it; the default one of the caller.
             * @example 1
             */
            organization_id?: number;
            /**
             * @description Its organization sees it, not only whoever made it.
             * @example true
             */
            visible?: boolean;
            /**
             * @description The number of a camera for each cell; `null`: an empty cell.
             * @example [
             *       1,
             *       null,
             *       2
             *     ]
             */
            camera_ids?: (number | null)[];
        };
        MosaicChangeBody: {
            /**
             * @description For people.
             * @example Harbour
             */
            title?: string;
            /**
             * @description Columns by rows; `1x7`: one large and seven small.
             * @example 2x2
             * @enum {string}
             */
            type?: "1x7" | "2x2" | "3x3" | "4x4" | "5x5" | "6x6" | "6x8" | "7x7" | "8x8";
            /**
             * @description The organization whose members see it; the default one of the caller.
             * @example 1
             */
            organization_id?: number;
            /**
             * @description Its organization sees it, not only whoever made it.
             * @example true
             */
            visible?: boolean;
            /**
             * @description The number of a camera for each cell; `null`: an empty cell.
             * @example [
             *       1,
             *       null,
             *       2
             *     ]
             */
            camera_ids?: (number | null)[];
        };
        CameraGroup: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description For people.
             * @example Entrances
             */
            title: string;
            /**
             * @description More about it.
             * @example All doors
             */
            comment: string | null;
            /**
             * @description Its place among others.
             * @example 1
             */
            position: number;
            /**
             * @description Whose it is; `null`: the installation’s.
             * @example 1
             */
            organization_id: number | null;
            /**
             * @description How many of its cameras the caller sees.
             * @example 2
             */
            camera_count: number;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Only with `include=organization`; `null`: there is none, or it is hidden from the caller. */
            organization?: components["schemas"]["Organization"] | null;
        };
        CameraGroupPage: {
            items: components["schemas"]["CameraGroup"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        NewGroupBody: {
            /**
             * @description For people.
             * @example Entrances
             */
            title: string;
            /**
             * @description More about it.
             * @example All doors
             */
            comment?: string | null;
            /**
             * @description Its place among others.
             * @example 1
             */
            position?: number;
            /**
             * @description Whose it is; without it the installation’s, which only administrators make.
             * @example 1
             */
            organization_id?: number | null;
        };
        GroupChangeBody: {
            /**
             * @description For people.
             * @example Entrances
             */
            title?: string;
            /**
             * @description More about it.
             * @example All doors
             */
            comment?: string | null;
            /**
             * @description Its place among others.
             * @example 1
             */
            position?: number;
        };
        GroupCamera: {
            /**
             * @description The camera's number.
             * @example 1
             */
            id: number;
            /**
             * @description Its name.
             * @example demo-paris-eiffel-tower
             */
            name: string;
            /**
             * @description For people.
             * @example Eiffel Tower
             */
            title: string | null;
        };
        GroupCameraPage: {
            items: components["schemas"]["GroupCamera"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        GroupCamerasBody: {
            /**
             * @description Numbers of cameras.
             * @example [
             *       1,
             *       2
             *     ]
             */
            camera_ids: number[];
        };
        GroupUser: {
            /**
             * @description The user's number.
             * @example 1
             */
            user_id: number;
            /**
             * @description The login.
             * @example admin
             */
            login: string;
            /**
             * @description Marked for archives; gives no right.
             * @example false
             */
            archive: boolean;
            /**
             * @description Marked for turning cameras; gives no right.
             * @example false
             */
            ptz: boolean;
            /**
             * @description Marked for managing cameras; gives no right.
             * @example false
             */
            manage_cameras: boolean;
            /**
             * @description Marked for managing users; gives no right.
             * @example false
             */
            manage_users: boolean;
            /**
             * @description More about it.
             * @example null
             */
            comment: string | null;
            /**
             * @description The place among others.
             * @example 0
             */
            position: number;
        };
        GroupUserPage: {
            items: components["schemas"]["GroupUser"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        GroupUserBody: {
            /**
             * @description Marked for archives; gives no right.
             * @example true
             */
            archive?: boolean;
            /**
             * @description Marked for turning cameras; gives no right.
             * @example false
             */
            ptz?: boolean;
            /**
             * @description Marked for managing cameras; gives no right.
             * @example false
             */
            manage_cameras?: boolean;
            /**
             * @description Marked for managing users; gives no right.
             * @example false
             */
            manage_users?: boolean;
            /**
             * @description More about it.
             * @example null
             */
            comment?: string | null;
            /**
             * @description The place among others.
             * @example 1
             */
            position?: number;
        };
        MediaServer: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description Its host name, with the port where it is not the usual one; it never changes.
             * @example media.example.org
             */
            name: string;
            /**
             * @description The program that it runs.
             * @example mediamtx
             * @enum {string|null}
             */
            kind: "mediamtx" | "go2rtc" | "flussonic" | "nginx-rtmp" | "frigate" | null;
            /**
             * @description Whether it streams, finds objects in pictures, or identifies people in them.
             * @example streamer
             * @enum {string}
             */
            role: "streamer" | "inference" | "identification";
            /**
             * @description Where its own interface is.
             * @example http://media.example.org:9997
             */
            api_url: string | null;
            /**
             * @description Where people watch.
             * @example https://media.example.org
             */
            public_url: string | null;
            /**
             * @description Where other media servers fetch.
             * @example null
             */
            private_url: string | null;
            /**
             * @description Whether there is a key of its cluster; the key is never shown.
             * @example false
             */
            has_cluster_key: boolean;
            /**
             * @description Cameras at most; `null`: no limit.
             * @example null
             */
            camera_limit: number | null;
            /**
             * @description kbit/s at most; `null`: no limit.
             * @example null
             */
            bandwidth_limit: number | null;
            /**
             * @description Texts by their names.
             * @example {
             *       "rack": "b"
             *     }
             */
            labels: Record<string, never>;
            /**
             * @description The zones that it is in (Watcher client-api v3 makes them).
             * @example []
             */
            zones: string[];
            /** @description More settings, such as `publish_url`. */
            config: Record<string, never>;
            /**
             * Format: date-time
             * @description When it was registered.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was changed last.
             */
            updated_at: string;
        };
        MediaServerPage: {
            items: components["schemas"]["MediaServer"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        NewMediaServerBody: {
            /**
             * @description The program that it runs.
             * @example mediamtx
             * @enum {string|null}
             */
            kind?: "mediamtx" | "go2rtc" | "flussonic" | "nginx-rtmp" | "frigate" | null;
            /**
             * @description What it is for.
             * @example streamer
             * @enum {string}
             */
            role?: "streamer" | "inference" | "identification";
            /**
             * @description Where its own interface is: http or https, without credentials.
             * @example http://media.example.org:9997
             */
            api_url?: string | null;
            /**
             * @description Where people watch.
             * @example https://media.example.org
             */
            public_url?: string | null;
            /** @description Where other media servers fetch. */
            private_url?: string | null;
            /** @description The key of its cluster; it is sealed and never shown. */
            cluster_key?: string | null;
            /**
             * @description Cameras at most; `null`: no limit.
             * @example 500
             */
            camera_limit?: number | null;
            /** @description kbit/s at most; `null`: no limit. */
            bandwidth_limit?: number | null;
            /**
             * @description Texts by their names, all of them; at most 64 KiB.
             * @example {
             *       "rack": "b"
             *     }
             */
            labels?: {
                [key: string]: unknown;
            };
            /** @description The zones that it is in. */
            zones?: string[];
            /** @description More settings, all of them; at most 64 KiB. */
            config?: {
                [key: string]: unknown;
            };
            /**
             * @description Its host name, with the port where it is not the usual one.
             * @example media.example.org
             */
            name: string;
        };
        MediaServerChangeBody: {
            /**
             * @description The program that it runs.
             * @example mediamtx
             * @enum {string|null}
             */
            kind?: "mediamtx" | "go2rtc" | "flussonic" | "nginx-rtmp" | "frigate" | null;
            /**
             * @description What it is for.
             * @example streamer
             * @enum {string}
             */
            role?: "streamer" | "inference" | "identification";
            /**
             * @description Where its own interface is: http or https, without credentials.
             * @example http://media.example.org:9997
             */
            api_url?: string | null;
            /**
             * @description Where people watch.
             * @example https://media.example.org
             */
            public_url?: string | null;
            /** @description Where other media servers fetch. */
            private_url?: string | null;
            /** @description The key of its cluster; it is sealed and never shown. */
            cluster_key?: string | null;
            /**
             * @description Cameras at most; `null`: no limit.
             * @example 500
             */
            camera_limit?: number | null;
            /** @description kbit/s at most; `null`: no limit. */
            bandwidth_limit?: number | null;
            /**
             * @description Texts by their names, all of them; at most 64 KiB.
             * @example {
             *       "rack": "b"
             *     }
             */
            labels?: {
                [key: string]: unknown;
            };
            /** @description The zones that it is in. */
            zones?: string[];
            /** @description More settings, all of them; at most 64 KiB. */
            config?: {
                [key: string]: unknown;
            };
        };
        Share: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description For people; unique.
             * @example For the press
             */
            name: string;
            /**
             * @description The camera that it shows.
             * @example 1
             */
            camera_id: number;
            /**
             * @description The camera's name.
             * @example demo-paris-eiffel-tower
             */
            camera_name: string;
            /**
             * @description What its key opens: of `view`, `archive`, `export`, `ptz`.
             * @example [
             *       "view"
             *     ]
             */
            can: string[];
            /**
             * @description How far back the archive is open; `null`: all of it, or none without `archive`.
             * @example null
             */
            archive_seconds: number | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Only with `include=camera`; `null`: there is none, or it is hidden from the caller. */
            camera?: components["schemas"]["CameraAnswer"] | null;
        };
        SharePage: {
            items: components["schemas"]["Share"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        NewShareBody: {
            /**
             * @description For people; unique.
             * @example For the press
             */
            name: string;
            /**
             * @description What its key opens.
             * @example [
             *       "view",
             *       "archive"
             *     ]
             */
            can?: ("view" | "archive" | "export" | "ptz")[];
            /**
             * @description How far back the archive is open; `null`: all of it.
             * @example 3600
             */
            archive_seconds?: number | null;
            /**
             * @description The camera that it shows.
             * @example 1
             */
            camera_id: number;
        };
        ShareWithKey: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description For people; unique.
             * @example For the press
             */
            name: string;
            /**
             * @description The camera that it shows.
             * @example 1
             */
            camera_id: number;
            /**
             * @description The camera's name.
             * @example demo-paris-eiffel-tower
             */
            camera_name: string;
            /**
             * @description What its key opens: of `view`, `archive`, `export`, `ptz`.
             * @example [
             *       "view"
             *     ]
             */
            can: string[];
            /**
             * @description How far back the archive is open; `null`: all of it, or none without `archive`.
             * @example null
             */
            archive_seconds: number | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Only with `include=camera`; `null`: there is none, or it is hidden from the caller. */
            camera?: components["schemas"]["CameraAnswer"] | null;
            /**
             * @description Opens the camera to whoever has it; shown once.
             * @example 0fQ3Hc1x8eYt0fQ3Hc1x8eYt0fQ
             */
            key: string;
        };
        ShareChangeBody: {
            /**
             * @description For people; unique.
             * @example For the press
             */
            name?: string;
            /**
             * @description What its key opens.
             * @example [
             *       "view",
             *       "archive"
             *     ]
             */
            can?: ("view" | "archive" | "export" | "ptz")[];
            /**
             * @description How far back the archive is open; `null`: all of it.
             * @example 3600
             */
            archive_seconds?: number | null;
        };
        Webhook: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description Where messages go.
             * @example https://receiver.example/cameras
             */
            url: string;
            /**
             * @description Of which changes: created, updated, deleted, hidden, shown.
             * @example [
             *       "created",
             *       "updated"
             *     ]
             */
            events: string[];
            /**
             * @description Only of cameras of this organization.
             * @example null
             */
            organization_id: number | null;
            /**
             * @description Whether messages are sent.
             * @example true
             */
            active: boolean;
            /**
             * @description Whose it is; messages show what they see.
             * @example user:1
             */
            owner: string;
            /**
             * Format: date-time
             * @description When the receiver last took a message.
             */
            succeeded_at: string | null;
            /**
             * Format: date-time
             * @description When it last did not.
             */
            failed_at: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
        };
        WebhookPage: {
            items: components["schemas"]["Webhook"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        NewWebhookBody: {
            /**
             * @description http or https, without a login; private addresses only inside `ALLOWED_NETWORKS`.
             * @example https://receiver.example/cameras
             */
            url: string;
            /**
             * @description Of which changes; all of them when left out.
             * @example [
             *       "created",
             *       "deleted"
             *     ]
             */
            events?: ("created" | "updated" | "deleted" | "hidden" | "shown")[];
            /**
             * @description Only of cameras of this organization.
             * @example null
             */
            organization_id?: number | null;
            /**
             * @description Whether messages are sent. Switched on again, it is sent what changed meanwhile.
             * @example true
             */
            active?: boolean;
        };
        NewWebhookAnswer: {
            /**
             * @description Its number.
             * @example 1
             */
            id: number;
            /**
             * @description Where messages go.
             * @example https://receiver.example/cameras
             */
            url: string;
            /**
             * @description Of which changes: created, updated, deleted, hidden, shown.
             * @example [
             *       "created",
             *       "updated"
             *     ]
             */
            events: string[];
            /**
             * @description Only of cameras of this organization.
             * @example null
             */
            organization_id: number | null;
            /**
             * @description Whether messages are sent.
             * @example true
             */
            active: boolean;
            /**
             * @description Whose it is; messages show what they see.
             * @example user:1
             */
            owner: string;
            /**
             * Format: date-time
             * @description When the receiver last took a message.
             */
            succeeded_at: string | null;
            /**
             * Format: date-time
             * @description When it last did not.
             */
            failed_at: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /**
             * @description What messages are signed with; shown this once.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwNfKQ9r8GKYo=
             */
            secret: string;
        };
        WebhookChangeBody: {
            /**
             * @description http or https, without a login; private addresses only inside `ALLOWED_NETWORKS`.
             * @example https://receiver.example/cameras
             */
            url?: string;
            /**
             * @description Of which changes; all of them when left out.
             * @example [
             *       "created",
             *       "deleted"
             *     ]
             */
            events?: ("created" | "updated" | "deleted" | "hidden" | "shown")[];
            /**
             * @description Only of cameras of this organization.
             * @example null
             */
            organization_id?: number | null;
            /**
             * @description Whether messages are sent. Switched on again, it is sent what changed meanwhile.
             * @example true
             */
            active?: boolean;
        };
        WebhookDelivery: {
            /**
             * @description Its number.
             * @example 17
             */
            id: number;
            /**
             * @description The `webhook-id` of every attempt.
             * @example msg_1f0c3ab2-7f0b-4d8e-9d38-0a5a2f6b8c11
             */
            message_id: string;
            /**
             * @description That of the change; `resync`: changes were lost, list again; `test`.
             * @example updated
             */
            type: string;
            /**
             * @description The camera.
             * @example 42
             */
            camera_id: number | null;
            /**
             * @description `pending`: it is sent, or sent again; `dead`: it was tried for days in vain; `dropped`: its owner may not see the camera any more.
             * @example delivered
             * @enum {string}
             */
            state: "pending" | "delivered" | "dead" | "dropped";
            /**
             * @description How often it was tried.
             * @example 1
             */
            attempts: number;
            /**
             * @description The HTTP status of the last answer.
             * @example 204
             */
            status: number | null;
            /**
             * @description Why the last attempt failed: `unreachable`, `answered` (with `status`), `owner`.
             * @example null
             */
            failure: string | null;
            /**
             * Format: date-time
             * @description When it is tried next.
             */
            next_attempt_at: string | null;
            /**
             * Format: date-time
             * @description When the change was noticed.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was done with.
             */
            ended_at: string | null;
        };
        WebhookDeliveryPage: {
            items: components["schemas"]["WebhookDelivery"][];
            /** @description Cursor of the next page. */
            next: string | null;
            /** @description Cursor of the page before. */
            prev: string | null;
            /** @description How many match, with `total=true`. */
            total?: number;
        };
        ReplayBody: {
            /**
             * @description The `id` of a delivery.
             * @example 17
             */
            delivery_id?: number;
            /**
             * Format: date-time
             * @description All deliveries made since then, at most 10,000.
             */
            since?: string;
        };
        ReplayAnswer: {
            /**
             * @description How many are sent again.
             * @example 1
             */
            replayed: number;
        };
    };
    responses: {
        /** @description The request is rejected for any other reason, in the same format. */
        ClientError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The server failed or is too busy; `Retry-After` tells when to retry. */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "login": "admin",
                 *       "password": "the password that the first start printed"
                 *     }
                 */
                "application/json": components["schemas"]["LoginBody"];
            };
        };
        responses: {
            /** @description Signed in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; `Retry-After` states when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "refresh_token": "the refresh token of the last answer"
                 *     }
                 */
                "application/json": components["schemas"]["RefreshBody"];
            };
        };
        responses: {
            /** @description The next tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "refresh_token": "the refresh token of the last answer"
                 *     }
                 */
                "application/json": components["schemas"]["RefreshBody"];
            };
        };
        responses: {
            /** @description Signed out. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller: a user, an application or the system. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnChangeBody"];
            };
        };
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; `Retry-After` states when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listFactors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without their secrets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorsAnswer"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    offerTotp: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the app needs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorOfferAnswer"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    confirmTotp: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ticket": "the ticket of the offer",
                 *       "code": "the six digits that the app shows"
                 *     }
                 */
                "application/json": components["schemas"]["ConfirmFactorBody"];
            };
        };
        responses: {
            /** @description It counts from now on. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewFactorAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; `Retry-After` states when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Its number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With the last one the recovery codes go, too. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    renameFactor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Its number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Phone"
                 *     }
                 */
                "application/json": components["schemas"]["NameBody"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactorAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    renewRecoveryCodes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ten codes, shown once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesAnswer"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listAppPasswords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without the passwords. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppPasswordsAnswer"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createAppPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Phone"
                 *     }
                 */
                "application/json": components["schemas"]["NameBody"];
            };
        };
        responses: {
            /** @description With the password, shown once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewAppPasswordAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteAppPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Its number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It and the sessions that it began work no more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    offerPasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the browser needs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOfferAnswer"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    confirmPasskey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmPasskeyBody"];
            };
        };
        responses: {
            /** @description It counts from now on. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewFactorAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The live sessions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSessions"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They and their tokens work no more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The session's id.
                 * @example 5f0b6a3e-6a4e-4f6e-9d1c-2f2f5f3a9b11
                 */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It and its tokens work no more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listConsents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The consents. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnConsents"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    endConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The client.
                 * @example c_1z4QiakaJteGTiqC71TsbTOn
                 */
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client asks anew. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Keys in a page. */
                limit?: number;
                /** @description `next` or `prev` of an earlier page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without their secrets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scopes": [
                 *         "cameras:read",
                 *         "cameras:live"
                 *       ],
                 *       "cameras": {
                 *         "organization_id": 1
                 *       },
                 *       "networks": [
                 *         "127.0.0.0/8",
                 *         "::1"
                 *       ],
                 *       "expires_at": "2099-01-01T00:00:00Z",
                 *       "name": "Lobby display"
                 *     }
                 */
                "application/json": components["schemas"]["NewApiKeyBody"];
            };
        };
        responses: {
            /** @description The key; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyWithSecret"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The key's number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without its secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyAnswer"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The key's number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It works no more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The key's number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "scopes": [
                 *         "cameras:read",
                 *         "cameras:live"
                 *       ],
                 *       "cameras": {
                 *         "organization_id": 1
                 *       },
                 *       "networks": [
                 *         "127.0.0.0/8",
                 *         "::1"
                 *       ],
                 *       "expires_at": "2099-01-01T00:00:00Z",
                 *       "name": "Lobby display"
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyChangeBody"];
            };
        };
        responses: {
            /** @description The key as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The key's number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "overlap_seconds": 3600
                 *     }
                 */
                "application/json": components["schemas"]["RotationBody"];
            };
        };
        responses: {
            /** @description The key with its new secret, shown once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyWithSecret"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description Only the members and the owner of this organization; for those who may edit its members. */
                organization_id?: number;
                /** @description Filter: When the account was made. May be repeated (any of them). Also `created_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                created_at?: string;
                /** @description Filter: How many sessions at once; `null`: no limit of their own. May be repeated (any of them). Also `max_sessions[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                max_sessions?: string;
                /** @description Filter: May not change their own data. May be repeated (any of them). Also `readonly[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                readonly?: string;
                /** @description Filter: May not sign in. May be repeated (any of them). Also `disabled[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                disabled?: string;
                /** @description Filter: What they may do beside memberships and grants. May be repeated (any of them). Also `access_level[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                access_level?: string;
                /** @description Filter: The account in another system. May be repeated (any of them). Also `external_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                external_id?: string;
                /** @description Filter: For managers. May be repeated (any of them). Also `note[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                note?: string;
                /** @description Filter: Language, ISO 639-1. May be repeated (any of them). Also `locale[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                locale?: string;
                /** @description Filter: A telephone number. May be repeated (any of them). Also `phone[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                phone?: string;
                /** @description Filter: Where mail goes. May be repeated (any of them). Also `email[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                email?: string;
                /** @description Filter: Their name. May be repeated (any of them). Also `full_name[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                full_name?: string;
                /** @description Filter: `user-<id>` where the profile is hidden. May be repeated (any of them). Also `login[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                login?: string;
                /** @description Filter: Their number. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Part of login, name, email address and note, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, login, full_name, email, phone, locale, note, external_id, access_level, disabled, readonly, max_sessions, created_at, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUserBody"];
            };
        };
        responses: {
            /** @description The user; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewUser"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The organization is at its limit. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getUser: {
        parameters: {
            query?: {
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The user's number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteUser: {
        parameters: {
            query?: {
                /** @description Their organizations go, with the cameras. */
                force?: boolean;
                /** @description Who owns their organizations from now on. */
                new_owner_id?: number;
            };
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The user's number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The user's number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChangeBody"];
            };
        };
        responses: {
            /** @description The user as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    resetFactors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The person's number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The password is enough again, unless a second factor is required. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listMemberships: {
        parameters: {
            query?: {
                /** @description Filter: Whether it is in force at this moment; `pending` and `ended` ones give nothing. May be repeated (any of them). Also `state[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                state?: string;
                /** @description Filter: When it ends by itself; `null`: never. May be repeated (any of them). Also `valid_until[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                valid_until?: string;
                /** @description Filter: From when it is in force; `null`: from the beginning. May be repeated (any of them). Also `valid_from[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                valid_from?: string;
                /** @description Filter: Owns the organization, and so may do everything. May be repeated (any of them). Also `owner[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                owner?: string;
                /** @description Filter: `user-<id>` where the profile is hidden. May be repeated (any of them). Also `login[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                login?: string;
                /** @description Filter: The member. May be repeated (any of them). Also `user_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                user_id?: string;
                /** @description Filter: Its title. May be repeated (any of them). Also `organization_title[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                organization_title?: string;
                /** @description Filter: The organization. May be repeated (any of them). Also `organization_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                organization_id?: string;
                /** @description Filter: The numbers of the organization and of the user. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Part of the login and the title of the organization, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Also organization, user, separated by commas, each under its name; `null` where it is hidden from the caller. */
                include?: string;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, organization_id, organization_title, user_id, login, owner, valid_from, valid_until, state, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createMembership: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMembershipBody"];
            };
        };
        responses: {
            /** @description It; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The organization is at its limit. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getMembership: {
        parameters: {
            query?: {
                /** @description Also organization, user, separated by commas, each under its name; `null` where it is hidden from the caller. */
                include?: string;
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The number of the organization, `-`, and the number of the user.
                 * @example 1-1
                 */
                membership_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The membership, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteMembership: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of the organization, `-`, and the number of the user.
                 * @example 1-1
                 */
                membership_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is over. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateMembership: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of the organization, `-`, and the number of the user.
                 * @example 1-1
                 */
                membership_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipChangeBody"];
            };
        };
        responses: {
            /** @description The membership as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitationBody"];
            };
        };
        responses: {
            /** @description The key, only this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewInvitation"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The key of an invitation.
                 * @example cgi_0fQ3Hc1x8eYt
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationOffer"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The key of an invitation.
                 * @example cgi_0fQ3Hc1x8eYt
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationOffer"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The organization is at its limit. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listGrants: {
        parameters: {
            query?: {
                /** @description Filter: Whether it is in force at this moment; `pending` and `ended` ones give nothing. May be repeated (any of them). Also `state[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                state?: string;
                /** @description Filter: When it ends by itself; `null`: never. May be repeated (any of them). Also `valid_until[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                valid_until?: string;
                /** @description Filter: From when it is in force; `null`: from the beginning. May be repeated (any of them). Also `valid_from[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                valid_from?: string;
                /** @description Filter: On the cameras of the organization that have this tag; in small letters and without accents. May be repeated (any of them). Also `tag[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                tag?: string;
                /** @description Filter: On all cameras of an organization: what the membership says about them. Or on those with a tag. May be repeated (any of them). Also `organization_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                organization_id?: string;
                /** @description Filter: On a folder, with all below it. May be repeated (any of them). Also `folder_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                folder_id?: string;
                /** @description Filter: On a camera. May be repeated (any of them). Also `camera_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                camera_id?: string;
                /** @description Filter: Whose it is. May be repeated (any of them). Also `user_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                user_id?: string;
                /** @description Filter: On what: the one of the next that is not `null`; of `tag`, `organization_id` is not, either. May be repeated (any of them). Also `kind[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                kind?: string;
                /** @description Filter: The kind, the number of the thing and of the user, with `-` between them; of a tag `tag-<organization>-<user>-<tag>`. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Also user, camera, folder, organization, separated by commas, each under its name; `null` where it is hidden from the caller. */
                include?: string;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, kind, user_id, camera_id, folder_id, organization_id, tag, valid_from, valid_until, state, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrantPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGrantBody"];
            };
        };
        responses: {
            /** @description It; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The organization is at its limit. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getGrant: {
        parameters: {
            query?: {
                /** @description Also user, camera, folder, organization, separated by commas, each under its name; `null` where it is hidden from the caller. */
                include?: string;
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The id of a grant.
                 * @example camera-1-1
                 */
                grant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The grant, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of a grant.
                 * @example camera-1-1
                 */
                grant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is over. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The id of a grant.
                 * @example camera-1-1
                 */
                grant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantChangeBody"];
            };
        };
        responses: {
            /** @description The grant as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listTags: {
        parameters: {
            query?: {
                /** @description Filter: How many cameras have it that the caller sees. May be repeated (any of them). Also `camera_count[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                camera_count?: string;
                /** @description Filter: As the first camera has it. May be repeated (any of them). Also `name[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                name?: string;
                /** @description Filter: Whose cameras have it. May be repeated (any of them). Also `organization_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                organization_id?: string;
                /** @description Filter: The number of the organization and the tag, in small letters and without accents. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Part of the name, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, organization_id, name, camera_count, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    explainAccess: {
        parameters: {
            query: {
                /** @description `view`, `archive`, `ptz` or `edit`. */
                action: string;
                /** @description The camera's number. */
                camera: number;
                /** @description `user:` with a login or a number. */
                caller: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The decision and its reasons. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplanationAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listCameraViewers: {
        parameters: {
            query?: {
                /** @description Filter: `user-<id>` where the profile is hidden. May be repeated (any of them). Also `login[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                login?: string;
                /** @description Filter: Who sees it. May be repeated (any of them). Also `user_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                user_id?: string;
                /** @description Part of the login, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of user_id, login, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The number of a camera.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraViewers"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listFolders: {
        parameters: {
            query?: {
                /** @description Filter: When it was made. May be repeated (any of them). Also `created_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                created_at?: string;
                /** @description Filter: How many cameras are directly in it. May be repeated (any of them). Also `camera_count[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                camera_count?: string;
                /** @description Filter: Among its siblings, from 0. May be repeated (any of them). Also `position[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                position?: string;
                /** @description Filter: Steps from the root, 0 to 7. May be repeated (any of them). Also `level[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                level?: string;
                /** @description Filter: For people. May be repeated (any of them). Also `title[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                title?: string;
                /** @description Filter: The folder above; `null`: the root. May be repeated (any of them). Also `parent_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                parent_id?: string;
                /** @description Filter: Whose tree it is in. May be repeated (any of them). Also `organization_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                organization_id?: string;
                /** @description Filter: Its number. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Part of the title, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Also organization, can, separated by commas, each under its name; `null` where it is hidden from the caller. */
                include?: string;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, organization_id, parent_id, title, level, position, camera_count, created_at, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FolderPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createFolder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFolderBody"];
            };
        };
        responses: {
            /** @description It; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Folder"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The organization is at its limit. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getFolder: {
        parameters: {
            query?: {
                /** @description Also organization, can, separated by commas, each under its name; `null` where it is hidden from the caller. */
                include?: string;
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a folder.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The folder, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Folder"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteFolder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a folder.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateFolder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a folder.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FolderChangeBody"];
            };
        };
        responses: {
            /** @description The folder as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Folder"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listOrganizations: {
        parameters: {
            query?: {
                /** @description Filter: When it was made. May be repeated (any of them). Also `created_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                created_at?: string;
                /** @description Filter: How many members it has; 0 for those who are none. May be repeated (any of them). Also `user_count[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                user_count?: string;
                /** @description Filter: How many of its cameras the caller sees. May be repeated (any of them). Also `camera_count[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                camera_count?: string;
                /** @description Filter: The owner's number. May be repeated (any of them). Also `owner_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                owner_id?: string;
                /** @description Filter: Cameras that name no organization go there. May be repeated (any of them). Also `default[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                default?: string;
                /** @description Filter: Every caller sees its cameras. May be repeated (any of them). Also `public[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                public?: string;
                /** @description Filter: For people. May be repeated (any of them). Also `title[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                title?: string;
                /** @description Filter: Its number. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Part of the title, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, title, public, default, owner_id, camera_count, user_count, created_at, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrganizationBody"];
            };
        };
        responses: {
            /** @description It; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getOrganization: {
        parameters: {
            query?: {
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The number of an organization.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteOrganization: {
        parameters: {
            query?: {
                /** @description Its cameras, too. */
                force?: boolean;
            };
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of an organization.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of an organization.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganizationChangeBody"];
            };
        };
        responses: {
            /** @description The organization as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listIdentityProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without their secrets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProviders"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createIdentityProvider: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Company",
                 *       "client_id": "camgate",
                 *       "client_secret": "a secret of the provider",
                 *       "scope": "openid profile email",
                 *       "login_claim": "preferred_username",
                 *       "makes_accounts": true,
                 *       "enabled": true,
                 *       "rules": [
                 *         {
                 *           "claim": "groups",
                 *           "value": "cam-admins",
                 *           "accessLevel": "domain_admin"
                 *         }
                 *       ],
                 *       "trusted_amr": [
                 *         "mfa"
                 *       ],
                 *       "trusted_acr": [],
                 *       "version": 1,
                 *       "name": "company",
                 *       "issuer": "https://sso.example.org/realms/company"
                 *     }
                 */
                "application/json": components["schemas"]["NewIdentityProviderBody"];
            };
        };
        responses: {
            /** @description The provider; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProviderAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getIdentityProvider: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The provider's name.
                 * @example company
                 */
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without its secret, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProviderAnswer"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteIdentityProvider: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that is to be changed; 412 for another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The provider's name.
                 * @example company
                 */
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nobody signs in there any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateIdentityProvider: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that is to be changed; 412 for another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The provider's name.
                 * @example company
                 */
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Company",
                 *       "client_id": "camgate",
                 *       "client_secret": "a secret of the provider",
                 *       "scope": "openid profile email",
                 *       "login_claim": "preferred_username",
                 *       "makes_accounts": true,
                 *       "enabled": true,
                 *       "rules": [
                 *         {
                 *           "claim": "groups",
                 *           "value": "cam-admins",
                 *           "accessLevel": "domain_admin"
                 *         }
                 *       ],
                 *       "trusted_amr": [
                 *         "mfa"
                 *       ],
                 *       "trusted_acr": [],
                 *       "version": 1
                 *     }
                 */
                "application/json": components["schemas"]["IdentityProviderChangeBody"];
            };
        };
        responses: {
            /** @description The provider as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProviderAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listIdentities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With who they are there. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identities"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    unlinkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider's name.
                 * @example company
                 */
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is unlinked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getCameraTile: {
        parameters: {
            query?: {
                /** @description As in the list. */
                as_user?: number;
                /** @description Words, as in the list. */
                q?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The row, from the north.
                 * @example 0
                 */
                y: string;
                /**
                 * @description The column, from the west.
                 * @example 0
                 */
                x: string;
                /**
                 * @description The zoom, 0 to 22.
                 * @example 0
                 */
                z: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tile, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.mapbox-vector-tile": string;
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer has no form that `Accept` takes. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    batchCameras: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchBody"];
            };
        };
        responses: {
            /** @description What became of each operation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The organization is at its limit. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getCameraView: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The camera's number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A feature with the shape. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/geo+json": components["schemas"]["CameraFeature"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer has no form that `Accept` takes. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listCameraChanges: {
        parameters: {
            query?: {
                /** @description Only these top-level keys of a camera, separated by commas. Such as `id,title,location`. */
                fields?: string;
                /** @description The cursor of an answer or event before, for the same `organization_id`. `beginning`: first everything that the caller sees. Left out: from now on. */
                since?: string;
                /** @description Only cameras of this organization. */
                organization_id?: number;
                /** @description Changes in an answer. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The changes, with the `since` of the next request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraChangesAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The cursor is too old to go on from: list again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    followCameraChanges: {
        parameters: {
            query?: {
                /** @description Only these top-level keys of a camera, separated by commas. Such as `id,title,location`. */
                fields?: string;
                /** @description The cursor of an answer or event before, for the same `organization_id`. `beginning`: first everything that the caller sees. Left out: from now on. */
                since?: string;
                /** @description Only cameras of this organization. */
                organization_id?: number;
            };
            header?: {
                /** @description The `id` of the last event; goes before `since`. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events, until one of the two closes the connection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The cursor is too old to go on from: list again. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; `Retry-After` states when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listCameras: {
        parameters: {
            query?: {
                /** @description Only these top-level keys of a camera, separated by commas. Such as `id,title,location`. */
                fields?: string;
                /** @description Also organization, folder, preset, can, separated by commas, each under its name; `null` where it is hidden from the caller. Not in NDJSON and CSV. */
                include?: string;
                /** @description The number of a person: what they see, as far as the caller does. For administrators, and for who may set the password of the account; the audit log has it. */
                as_user?: number;
                /** @description Cameras in a page. */
                limit?: number;
                /** @description `next` or `prev` of another page of the same query; the limit may differ. */
                cursor?: string;
                /** @description Up to three of id, name, title, kind, city, state, country, timezone, organization_id, source, frame_rate, azimuth, fov, range, enabled, created_at, updated_at, version, separated by commas, each with `-` for descending, such as `-updated_at`. Not together with `near`. With `q`, `relevance` is the default. */
                sort?: string;
                /** @description Also count all cameras that match; slow on large catalogues. */
                total?: boolean;
                /** @description ISO 3166-1 code (alpha-2 or alpha-3); may be repeated. Such as `JP`. */
                country?: string[];
                /** @description Name, whatever the case and the accents; may be repeated. Such as `Tokyo`. */
                city?: string[];
                /** @description Name, whatever the case and the accents; may be repeated. Such as `Indiana`. */
                state?: string[];
                /** @description Who published the camera; may be repeated. */
                source?: string[];
                /** @description How it is reached; may be repeated. */
                kind?: ("ip" | "non_ip" | "stream")[];
                /** @description May be repeated. */
                organization_id?: number[];
                /** @description Whether it is switched on. */
                enabled?: boolean;
                /** @description Exact unique name; may be repeated. */
                name?: string[];
                /** @description Words of name, title, description, city or state, the last of which may be a beginning, or a part of these or, where you may see it, of an input's URL; whatever the case and the accents. Where no camera has them, words like them. The best first, of 10,000 at most. Such as `harbour`. */
                q?: string;
                /** @description `west,south,east,north` in degrees (WGS84), edges included; west > east crosses the antimeridian, and so do longitudes beyond 180. Such as `139.5,35.5,140,35.9`. */
                bbox?: string;
                /** @description `latitude,longitude` in degrees: nearest first, each with its `distance` in metres. Such as `35.68,139.76`. */
                near?: string;
                /** @description Metres around `near`; left out: the nearest `limit` cameras, however far. Such as `12000`. */
                radius?: number;
                /** @description `latitude,longitude` in degrees: only cameras in whose field of view (`azimuth`, `fov`, `range`) it is. Such as `35.6586,139.7454`. */
                sees?: string;
                /** @description In CSV, leave cells as they are that a spreadsheet would take for formulas. */
                raw?: boolean;
                /** @description Filter: Raised by one at each change. Also `version[ne]` and the other operators. */
                version?: string;
                /** @description Filter: When it was changed last. Also `updated_at[ne]` and the other operators. */
                updated_at?: string;
                /** @description Filter: When it was added. Also `created_at[ne]` and the other operators. */
                created_at?: string;
                /** @description Filter: When its source was last seen to list it. Also `observed_at[ne]` and the other operators. */
                observed_at?: string;
                /** @description Filter: Whether it is the caller's favourite. Also `favourite[ne]` and the other operators. */
                favourite?: string;
                /** @description Filter: Whether it can be turned. Also `ptz[ne]` and the other operators. */
                ptz?: string;
                /** @description Filter: Whether it looks at traffic. Also `traffic[ne]` and the other operators. */
                traffic?: string;
                /** @description Filter: Whether it stands outdoors. Also `outdoors[ne]` and the other operators. */
                outdoors?: string;
                /** @description Filter: Whether its source says that it delivers nothing. Also `inactive[ne]` and the other operators. */
                inactive?: string;
                /** @description Filter: Whether its source says that it delivers video. Also `is_active_video[ne]` and the other operators. */
                is_active_video?: string;
                /** @description Filter: Whether its source says that it delivers pictures. Also `is_active_image[ne]` and the other operators. */
                is_active_image?: string;
                /** @description Filter: Whether it delivers video. Also `is_video[ne]` and the other operators. */
                is_video?: string;
                /** @description Filter: Whether a login and a password are stored for it. Also `has_credentials[ne]` and the other operators. */
                has_credentials?: string;
                /** @description Filter: How far it sees, in metres. Also `range[ne]` and the other operators. */
                range?: string;
                /** @description Filter: Its horizontal angle of view in degrees. Also `fov[ne]` and the other operators. */
                fov?: string;
                /** @description Filter: Where it looks: degrees clockwise from true north. Also `azimuth[ne]` and the other operators. */
                azimuth?: string;
                /** @description Filter: Frames a second. Also `frame_rate[ne]` and the other operators. */
                frame_rate?: string;
                /** @description Filter: Pixels. Also `resolution_height[ne]` and the other operators. */
                resolution_height?: string;
                /** @description Filter: Pixels. Also `resolution_width[ne]` and the other operators. */
                resolution_width?: string;
                /** @description Filter: As the source has it. Also `direction[ne]` and the other operators. */
                direction?: string;
                /** @description Filter: A web page that shows it. Also `page_url[ne]` and the other operators. */
                page_url?: string;
                /** @description Filter: A video stream. Also `stream_url[ne]` and the other operators. */
                stream_url?: string;
                /** @description Filter: A picture. Also `snapshot_url[ne]` and the other operators. */
                snapshot_url?: string;
                /** @description Filter: Its port. Also `port[ne]` and the other operators. */
                port?: string;
                /** @description Filter: Its address. Also `ip[ne]` and the other operators. */
                ip?: string;
                /** @description Filter: Its model. Also `model[ne]` and the other operators. */
                model?: string;
                /** @description Filter: Who made it. Also `brand[ne]` and the other operators. */
                brand?: string;
                /** @description Filter: Whom to name beside its pictures. Also `attribution[ne]` and the other operators. */
                attribution?: string;
                /** @description Filter: Under which its pictures are published. Also `license[ne]` and the other operators. */
                license?: string;
                /** @description Filter: The source's own key. Also `external_id[ne]` and the other operators. */
                external_id?: string;
                /** @description Filter: The publisher's page. Also `source_url[ne]` and the other operators. */
                source_url?: string;
                /** @description Filter: Its preset. Also `preset_id[ne]` and the other operators. */
                preset_id?: string;
                /** @description Filter: The folder of its organization. Also `folder_id[ne]` and the other operators. */
                folder_id?: string;
                /** @description Filter: Seconds east of UTC, as its time zone has it now. Also `utc_offset[ne]` and the other operators. */
                utc_offset?: string;
                /** @description Filter: IANA name. Also `timezone[ne]` and the other operators. */
                timezone?: string;
                /** @description Filter: WGS84 degrees. Also `longitude[ne]` and the other operators. */
                longitude?: string;
                /** @description Filter: WGS84 degrees. Also `latitude[ne]` and the other operators. */
                latitude?: string;
                /** @description Filter: The protocol of its URL. Also `protocol[ne]` and the other operators. */
                protocol?: string;
                /** @description Filter: For people. Also `description[ne]` and the other operators. */
                description?: string;
                /** @description Filter: For people. Also `title[ne]` and the other operators. */
                title?: string;
                /** @description Filter: Its number. Also `id[ne]` and the other operators. */
                id?: string;
                /** @description Filter: has tags, or has none. */
                "tags[exists]"?: string;
                /** @description Filter: has none of these tags. */
                "tags[ne]"?: string;
                /** @description Filter: has all of these tags. */
                "tags[all]"?: string;
                /** @description Filter: has one of these tags, whatever the case and the accents; separated by commas. */
                tags?: string;
            };
            header?: {
                /** @description The `ETag` of this page from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of what the caller may see, as JSON or GeoJSON; as NDJSON or CSV all of it, unless `limit` or `cursor` stands in the query. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraPage"];
                    "application/geo+json": components["schemas"]["CameraFeatures"];
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer has no form that `Accept` takes. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createCamera: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCameraBody"];
            };
        };
        responses: {
            /** @description The camera; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    searchCameras: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A Polygon or MultiPolygon of GeoJSON. Its edges belong to it; one that is wider than 180 degrees goes the other way round. A ring around the Earth surrounds the nearer pole. Where rings cross, the even-odd rule decides. */
                    within?: {
                        /** @enum {string} */
                        type: "Polygon" | "MultiPolygon";
                        coordinates: unknown[];
                    };
                    /** @default 100 */
                    limit?: number;
                    /** @description `next` or `prev` of another page of the same search. */
                    cursor?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description One page of what the caller may see, as JSON or GeoJSON; as NDJSON or CSV all of it, unless `limit` or `cursor` stands in the query. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraPage"];
                    "application/geo+json": components["schemas"]["CameraFeatures"];
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The answer has no form that `Accept` takes. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getCamera: {
        parameters: {
            query?: {
                /** @description Only these top-level keys of a camera, separated by commas. Such as `id,title,location`. */
                fields?: string;
                /** @description Also organization, folder, preset, can, separated by commas, each under its name; `null` where it is hidden from the caller. Not in NDJSON and CSV. */
                include?: string;
                /** @description The number of a person: what they see, as far as the caller does. For administrators, and for who may set the password of the account; the audit log has it. */
                as_user?: number;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The camera's number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The camera, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteCamera: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The camera's number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateCamera: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The camera's number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CameraChangeBody"];
            };
        };
        responses: {
            /** @description The camera as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listImports: {
        parameters: {
            query?: {
                /** @description Filter: When it ended. May be repeated (any of them). Also `finished_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                finished_at?: string;
                /** @description Filter: When it began. May be repeated (any of them). Also `started_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                started_at?: string;
                /** @description Filter: When it was asked for. May be repeated (any of them). Also `created_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                created_at?: string;
                /** @description Filter: Who began it. May be repeated (any of them). Also `created_by[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                created_by?: string;
                /** @description Filter: Rows whose outcome is known. May be repeated (any of them). Also `rows[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                rows?: string;
                /** @description Filter: Whose cameras the new ones become. May be repeated (any of them). Also `organization_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                organization_id?: string;
                /** @description Filter: How far it is. May be repeated (any of them). Also `status[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                status?: string;
                /** @description Filter: Its number. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, status, organization_id, rows, created_by, created_at, started_at, finished_at, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createImport: {
        parameters: {
            query?: {
                /** @description Only tell what would change. */
                dry_run?: boolean;
                /** @description Whose cameras the new ones become; without it those of a private organization. Such as `1`. */
                organization?: number;
                /** @description How the file is written; found where left out. */
                format?: "ndjson" | "csv" | "geojson" | "json" | "cam2-v1" | "zoneminder" | "frigate" | "go2rtc" | "mediamtx" | "flussonic" | "onvif";
                /** @description Its encoding; found where left out. Such as `windows-1251`. */
                encoding?: string;
                /** @description What a column means, `COLUMN=field`; may be repeated. Without a field the column is not read. Such as `["RTSP URL=stream_url"]`. */
                map?: string[];
                /** @description The new cameras become those of the default public organization: everybody who signs in sees them. */
                public?: boolean;
                /** @description Deletes the cameras of `source` in the organization that the file does not have. */
                prune?: boolean;
                /** @description The list that the file is of, where its rows name none. Such as `road-authority`. */
                source?: string;
            };
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The file, or a form with the part `file`. */
        requestBody: {
            content: {
                "application/octet-stream": string;
                "multipart/form-data": string;
            };
        };
        responses: {
            /** @description The import; `Location` is its address. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; `Retry-After` states when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getImport: {
        parameters: {
            query?: {
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The number of an import.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far it is, and what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    undoImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The number of an import.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import; its status becomes `undone`. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    cancelImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The number of an import.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import; its status becomes `cancelled`. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    replaceSourceCameras: {
        parameters: {
            query?: {
                /** @description Only tell what would change. */
                dry_run?: boolean;
                /** @description Whose cameras the new ones become; without it those of a private organization. Such as `1`. */
                organization?: number;
                /** @description How the file is written; found where left out. */
                format?: "ndjson" | "csv" | "geojson" | "json" | "cam2-v1" | "zoneminder" | "frigate" | "go2rtc" | "mediamtx" | "flussonic" | "onvif";
                /** @description Its encoding; found where left out. Such as `windows-1251`. */
                encoding?: string;
                /** @description What a column means, `COLUMN=field`; may be repeated. Without a field the column is not read. Such as `["RTSP URL=stream_url"]`. */
                map?: string[];
                /** @description The set may be empty: all cameras of the source are deleted. Without it an empty file is refused. */
                allow_empty?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The `source` of the cameras.
                 * @example road-authority
                 */
                name: string;
            };
            cookie?: never;
        };
        /** @description The file, or a form with the part `file`. */
        requestBody: {
            content: {
                "application/octet-stream": string;
                "multipart/form-data": string;
            };
        };
        responses: {
            /** @description The import; `Location` is its address. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts; `Retry-After` states when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getCameraProvenance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The camera's number.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Source, import, file and line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraProvenanceAnswer"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listApplications: {
        parameters: {
            query?: {
                /** @description Filter: When it was registered. May be repeated (any of them). Also `created_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                created_at?: string;
                /** @description Filter: The organization whose cameras it sees beside public ones. May be repeated (any of them). Also `organization_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                organization_id?: string;
                /** @description Filter: Whose it is, in free words. May be repeated (any of them). Also `owner[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                owner?: string;
                /** @description Filter: What it may do: `user` reads, `webui` manages applications, too, `admin` everything. May be repeated (any of them). Also `level[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                level?: string;
                /** @description Filter: For people. May be repeated (any of them). Also `name[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                name?: string;
                /** @description Filter: Its client id. May be repeated (any of them). Also `client_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                client_id?: string;
                /** @description Part of name, owner and client id, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of client_id, name, level, owner, organization_id, created_at, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApplicationBody"];
            };
        };
        responses: {
            /** @description It; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationWithSecret"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getApplication: {
        parameters: {
            query?: {
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The client id of an application.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without its secret; with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    revokeApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The client id of an application.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It and all its tokens work no more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The client id of an application.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationChangeBody"];
            };
        };
        responses: {
            /** @description The application as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    rotateApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The client id of an application.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "overlap_seconds": 3600
                 *     }
                 */
                "application/json": components["schemas"]["SecretRotationBody"];
            };
        };
        responses: {
            /** @description It with its new secret, shown once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationWithSecret"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                /** @description Filter: More about it. May be repeated (any of them). Also `reason[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                reason?: string;
                /** @description Filter: The request, as in `X-Request-Id`. May be repeated (any of them). Also `request_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                request_id?: string;
                /** @description Filter: What the program at that address called itself. May be repeated (any of them). Also `user_agent[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                user_agent?: string;
                /** @description Filter: The address it came from. May be repeated (any of them). Also `ip[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                ip?: string;
                /** @description Filter: The API through which it was done, or `cli`. May be repeated (any of them). Also `api[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                api?: string;
                /** @description Filter: The client id of the program through which a person did it. May be repeated (any of them). Also `client[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                client?: string;
                /** @description Filter: What it was done to, such as `user:7` or `session:<id>`. May be repeated (any of them). Also `subject[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                subject?: string;
                /** @description Filter: The login or the client id of who did it. May be repeated (any of them). Also `actor_name[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                actor_name?: string;
                /** @description Filter: Who did it: `user:<id>`, `client:<client id>`, `system` or `cli`. May be repeated (any of them). Also `actor[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                actor?: string;
                /** @description Filter: How it ended. May be repeated (any of them). Also `outcome[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                outcome?: string;
                /** @description Filter: What happened, in the words of the OWASP logging vocabulary. May be repeated (any of them). Also `event[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                event?: string;
                /** @description Filter: When it happened. May be repeated (any of them). Also `at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                at?: string;
                /** @description Filter: Its number. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, at, event, outcome, actor, actor_name, subject, client, api, ip, user_agent, request_id, reason, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getAuditEvent: {
        parameters: {
            query?: {
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The number of an event.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEvent"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings, with their `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsChangeBody"];
            };
        };
        responses: {
            /** @description The settings as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listPresets: {
        parameters: {
            query?: {
                /** @description Filter: When it was changed last. May be repeated (any of them). Also `updated_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                updated_at?: string;
                /** @description Filter: What new cameras get that name no preset. May be repeated (any of them). Also `default[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                default?: string;
                /** @description Filter: False: its cameras take these values whatever their own are. May be repeated (any of them). Also `adjustable[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                adjustable?: string;
                /** @description Filter: For people. May be repeated (any of them). Also `title[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                title?: string;
                /** @description Filter: Its number. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Part of the title, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, title, adjustable, default, updated_at, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresetPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createPreset: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPresetBody"];
            };
        };
        responses: {
            /** @description It; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preset"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getPreset: {
        parameters: {
            query?: {
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a preset.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The preset, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preset"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deletePreset: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a preset.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updatePreset: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a preset.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PresetChangeBody"];
            };
        };
        responses: {
            /** @description The preset as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preset"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listMosaics: {
        parameters: {
            query?: {
                /** @description Filter: When it was made. May be repeated (any of them). Also `created_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                created_at?: string;
                /** @description Filter: Its organization sees it, not only whoever made it. May be repeated (any of them). Also `visible[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                visible?: string;
                /** @description Filter: The organization whose members see it. May be repeated (any of them). Also `organization_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                organization_id?: string;
                /** @description Filter: Columns by rows; `1x7`: one large and seven small. May be repeated (any of them). Also `type[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                type?: string;
                /** @description Filter: For people. May be repeated (any of them). Also `title[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                title?: string;
                /** @description Filter: Its number. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Part of the title, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Also organization, separated by commas, each under its name; `null` where it is hidden from the caller. */
                include?: string;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, title, type, organization_id, visible, created_at, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MosaicPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createMosaic: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMosaicBody"];
            };
        };
        responses: {
            /** @description It; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mosaic"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getMosaic: {
        parameters: {
            query?: {
                /** @description Also organization, separated by commas, each under its name; `null` where it is hidden from the caller. */
                include?: string;
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a mosaic.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mosaic, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mosaic"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteMosaic: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a mosaic.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateMosaic: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a mosaic.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MosaicChangeBody"];
            };
        };
        responses: {
            /** @description The mosaic as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mosaic"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listGroups: {
        parameters: {
            query?: {
                /** @description Filter: When it was made. May be repeated (any of them). Also `created_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                created_at?: string;
                /** @description Filter: Whose it is; `null`: the installation’s. May be repeated (any of them). Also `organization_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                organization_id?: string;
                /** @description Filter: Its place among others. May be repeated (any of them). Also `position[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                position?: string;
                /** @description Filter: More about it. May be repeated (any of them). Also `comment[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                comment?: string;
                /** @description Filter: For people. May be repeated (any of them). Also `title[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                title?: string;
                /** @description Filter: Its number. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Part of title and comment, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Also organization, separated by commas, each under its name; `null` where it is hidden from the caller. */
                include?: string;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, title, comment, position, organization_id, created_at, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraGroupPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGroupBody"];
            };
        };
        responses: {
            /** @description It; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraGroup"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getGroup: {
        parameters: {
            query?: {
                /** @description Also organization, separated by commas, each under its name; `null` where it is hidden from the caller. */
                include?: string;
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a group.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The group, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraGroup"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a group.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a group.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupChangeBody"];
            };
        };
        responses: {
            /** @description The group as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CameraGroup"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listGroupCameras: {
        parameters: {
            query?: {
                /** @description Filter: For people. May be repeated (any of them). Also `title[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                title?: string;
                /** @description Filter: Its name. May be repeated (any of them). Also `name[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                name?: string;
                /** @description Filter: The camera's number. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Part of name and title, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, name, title, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The number of a group.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupCameraPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    replaceGroupCameras: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The number of a group.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupCamerasBody"];
            };
        };
        responses: {
            /** @description They are in it, and no others. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    addGroupCameras: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The number of a group.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupCamerasBody"];
            };
        };
        responses: {
            /** @description They are in it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    removeGroupCamera: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The number of a group.
                 * @example 1
                 */
                id: string;
                /**
                 * @description The number of a camera.
                 * @example 1
                 */
                camera_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listGroupUsers: {
        parameters: {
            query?: {
                /** @description Filter: The place among others. May be repeated (any of them). Also `position[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                position?: string;
                /** @description Filter: More about it. May be repeated (any of them). Also `comment[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                comment?: string;
                /** @description Filter: Marked for managing users; gives no right. May be repeated (any of them). Also `manage_users[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                manage_users?: string;
                /** @description Filter: Marked for managing cameras; gives no right. May be repeated (any of them). Also `manage_cameras[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                manage_cameras?: string;
                /** @description Filter: Marked for turning cameras; gives no right. May be repeated (any of them). Also `ptz[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                ptz?: string;
                /** @description Filter: Marked for archives; gives no right. May be repeated (any of them). Also `archive[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                archive?: string;
                /** @description Filter: The login. May be repeated (any of them). Also `login[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                login?: string;
                /** @description Filter: The user's number. May be repeated (any of them). Also `user_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                user_id?: string;
                /** @description Part of the login, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of user_id, login, archive, ptz, manage_cameras, manage_users, comment, position, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The number of a group.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupUserPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    nameGroupUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The number of a group.
                 * @example 1
                 */
                id: string;
                /**
                 * @description The number of a user.
                 * @example 1
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupUserBody"];
            };
        };
        responses: {
            /** @description How the user is named now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupUser"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    removeGroupUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The number of a group.
                 * @example 1
                 */
                id: string;
                /**
                 * @description The number of a user.
                 * @example 1
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listMediaServers: {
        parameters: {
            query?: {
                /** @description Filter: When it was changed last. May be repeated (any of them). Also `updated_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                updated_at?: string;
                /** @description Filter: When it was registered. May be repeated (any of them). Also `created_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                created_at?: string;
                /** @description Filter: kbit/s at most; `null`: no limit. May be repeated (any of them). Also `bandwidth_limit[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                bandwidth_limit?: string;
                /** @description Filter: Cameras at most; `null`: no limit. May be repeated (any of them). Also `camera_limit[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                camera_limit?: string;
                /** @description Filter: Where other media servers fetch. May be repeated (any of them). Also `private_url[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                private_url?: string;
                /** @description Filter: Where people watch. May be repeated (any of them). Also `public_url[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                public_url?: string;
                /** @description Filter: Where its own interface is. May be repeated (any of them). Also `api_url[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                api_url?: string;
                /** @description Filter: Whether it streams, finds objects in pictures, or identifies people in them. May be repeated (any of them). Also `role[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                role?: string;
                /** @description Filter: The program that it runs. May be repeated (any of them). Also `kind[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                kind?: string;
                /** @description Filter: Its host name, with the port where it is not the usual one; it never changes. May be repeated (any of them). Also `name[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                name?: string;
                /** @description Filter: Its number. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Part of the name and the addresses, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, name, kind, role, api_url, public_url, private_url, camera_limit, bandwidth_limit, created_at, updated_at, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaServerPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createMediaServer: {
        parameters: {
            query?: {
                /** @description Refuses one whose `api_url` does not answer within 3 s. */
                check?: boolean;
            };
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMediaServerBody"];
            };
        };
        responses: {
            /** @description It; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaServer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getMediaServer: {
        parameters: {
            query?: {
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a media server.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The media server, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaServer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteMediaServer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a media server.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateMediaServer: {
        parameters: {
            query?: {
                /** @description Refuses one whose `api_url` does not answer within 3 s. */
                check?: boolean;
            };
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a media server.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MediaServerChangeBody"];
            };
        };
        responses: {
            /** @description The media server as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaServer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listShares: {
        parameters: {
            query?: {
                /** @description Filter: When it was made. May be repeated (any of them). Also `created_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                created_at?: string;
                /** @description Filter: The camera's name. May be repeated (any of them). Also `camera_name[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                camera_name?: string;
                /** @description Filter: The camera that it shows. May be repeated (any of them). Also `camera_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                camera_id?: string;
                /** @description Filter: For people; unique. May be repeated (any of them). Also `name[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                name?: string;
                /** @description Filter: Its number. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Part of its name and the name of the camera, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Also camera, separated by commas, each under its name; `null` where it is hidden from the caller. */
                include?: string;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, name, camera_id, camera_name, created_at, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharePage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createShare: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewShareBody"];
            };
        };
        responses: {
            /** @description It, with its `key`; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareWithKey"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getShare: {
        parameters: {
            query?: {
                /** @description Also camera, separated by commas, each under its name; `null` where it is hidden from the caller. */
                include?: string;
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a link.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link, with its `ETag`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Share"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteShare: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a link.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateShare: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a link.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareChangeBody"];
            };
        };
        responses: {
            /** @description The link as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Share"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description Filter: When it was last changed. May be repeated (any of them). Also `updated_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                updated_at?: string;
                /** @description Filter: When it was made. May be repeated (any of them). Also `created_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                created_at?: string;
                /** @description Filter: When it last did not. May be repeated (any of them). Also `failed_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                failed_at?: string;
                /** @description Filter: When the receiver last took a message. May be repeated (any of them). Also `succeeded_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                succeeded_at?: string;
                /** @description Filter: Whose it is; messages show what they see. May be repeated (any of them). Also `owner[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                owner?: string;
                /** @description Filter: Whether messages are sent. May be repeated (any of them). Also `active[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                active?: string;
                /** @description Filter: Only of cameras of this organization. May be repeated (any of them). Also `organization_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                organization_id?: string;
                /** @description Filter: Where messages go. May be repeated (any of them). Also `url[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                url?: string;
                /** @description Filter: Its number. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Part of the URL, whatever the case. */
                q?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, url, organization_id, active, owner, succeeded_at, failed_at, created_at, updated_at, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhookBody"];
            };
        };
        responses: {
            /** @description It, with its `secret`; `Location` is its address. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhookAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The organization is at its limit. */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    getWebhook: {
        parameters: {
            query?: {
                /** @description Only these properties, separated by commas. */
                fields?: string;
            };
            header?: {
                /** @description An `ETag` from before; 304 when it still holds. */
                "If-None-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a webhook.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook, with its `ETag`; its secret is never shown again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a webhook.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that was read; 412 when it is another. */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description The number of a webhook.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookChangeBody"];
            };
        };
        responses: {
            /** @description The webhook as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed by somebody else since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The change must state its version (the server demands it: `REQUIRE_IF_MATCH`). */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    rotateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The number of a webhook.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook, with its new `secret`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhookAnswer"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The number of a webhook.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Filter: When it was done with. May be repeated (any of them). Also `ended_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                ended_at?: string;
                /** @description Filter: When the change was noticed. May be repeated (any of them). Also `created_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                created_at?: string;
                /** @description Filter: When it is tried next. May be repeated (any of them). Also `next_attempt_at[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                next_attempt_at?: string;
                /** @description Filter: Why the last attempt failed: `unreachable`, `answered` (with `status`), `owner`. May be repeated (any of them). Also `failure[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                failure?: string;
                /** @description Filter: The HTTP status of the last answer. May be repeated (any of them). Also `status[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                status?: string;
                /** @description Filter: How often it was tried. May be repeated (any of them). Also `attempts[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                attempts?: string;
                /** @description Filter: `pending`: it is sent, or sent again; `dead`: it was tried for days in vain; `dropped`: its owner may not see the camera any more. May be repeated (any of them). Also `state[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                state?: string;
                /** @description Filter: The camera. May be repeated (any of them). Also `camera_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                camera_id?: string;
                /** @description Filter: That of the change; `resync`: changes were lost, list again; `test`. May be repeated (any of them). Also `type[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                type?: string;
                /** @description Filter: The `webhook-id` of every attempt. May be repeated (any of them). Also `message_id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                message_id?: string;
                /** @description Filter: Its number. May be repeated (any of them). Also `id[ne]`, `[gt]`, `[gte]`, `[lt]`, `[lte]`, `[in]` (with commas), `[like]` (part of a text), `[exists]`. */
                id?: string;
                /** @description Also count all that match. */
                total?: boolean;
                /** @description Only these properties, separated by commas. */
                fields?: string;
                /** @description Up to three of id, message_id, type, camera_id, state, attempts, status, failure, next_attempt_at, created_at, ended_at, separated by commas, each with `-` for descending. */
                sort?: string;
                /** @description `next` or `prev` of another page of the same query. */
                cursor?: string;
                /** @description How many in a page. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The number of a webhook.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
    replayWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Chosen by the caller: a repeated request with it is answered alike for a day, and has one effect. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description The number of a webhook.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayBody"];
            };
        };
        responses: {
            /** @description How many. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayAnswer"];
                };
            };
            /** @description The request is not valid; `errors` names the places. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The credential is missing or not valid; `WWW-Authenticate` states which. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or is hidden from this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is taken, still in use, or another request with this `Idempotency-Key` still runs. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The `Idempotency-Key` belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            "4XX": components["responses"]["ClientError"];
            "5XX": components["responses"]["ServerError"];
        };
    };
}
