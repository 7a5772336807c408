import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { AuthModule } from '#auth';
import { CamerasModule } from '#cameras';
import { FederationModule } from '#federation';
import { IdempotencyModule } from '#idempotency';
import { ApiKeysController } from './api-keys.controller.js';
import { CameraBatchController } from './batch/camera-batch.controller.js';
import { CameraInclusions } from './camera-inclusions.js';
import { KeptAnswers } from '../http/kept-answers.js';
import { CameraListAnswer } from './camera-list.answer.js';
import { CameraPreviews } from './camera-previews.js';
import { ChangesController } from './changes/changes.controller.js';
import { EventStreams } from './changes/event-streams.js';
import { CameraTilesController } from './camera-tiles.controller.js';
import { CameraViewController } from './camera-view.controller.js';
import { CamerasController } from './cameras.controller.js';
import { FactorsController } from './factors.controller.js';
import { PasskeysController } from './passkeys.controller.js';
import { IdentitiesController } from './identities.controller.js';
import { IdentityProvidersController } from './identity-providers.controller.js';
import { CameraProvenanceController } from './imports/camera-provenance.controller.js';
import { ImportsController } from './imports/imports.controller.js';
import { SourceCamerasController } from './imports/source-cameras.controller.js';
import { installationParts } from './installation.parts.js';
import { MeController } from './me.controller.js';
import { OrganizationsController } from './organizations/organizations.controller.js';
import { OwnSessionsController } from './own-sessions.controller.js';
import { RefreshCookie } from './refresh-cookie.js';
import { Inclusions } from './resources/inclusions.js';
import { Preconditions } from './resources/preconditions.js';
import { SignInController } from './sign-in.controller.js';
import { FoldersController } from './folders/folders.controller.js';
import { AccessController } from './access/access.controller.js';
import { GrantsController } from './grants/grants.controller.js';
import { TagsController } from './tags/tags.controller.js';
import { MembershipInvitationsController } from './invitations/invitations.controller.js';
import { MembershipsController } from './memberships/memberships.controller.js';
import { FactorsOfUserController } from './users/factors-of-user.controller.js';
import { UsersController } from './users/users.controller.js';

/** The REST API. */
@Module({
  imports: [AuthModule, AccessModule, FederationModule, CamerasModule, IdempotencyModule, ...installationParts.modules],
  providers: [
    CameraListAnswer,
    KeptAnswers,
    CameraPreviews,
    CameraInclusions,
    EventStreams,
    Inclusions,
    Preconditions,
    RefreshCookie,
    ...installationParts.providers,
  ],
  controllers: [
    SignInController,
    MeController,
    FactorsController,
    PasskeysController,
    OwnSessionsController,
    ApiKeysController,
    UsersController,
    FactorsOfUserController,
    MembershipsController,
    MembershipInvitationsController,
    GrantsController,
    TagsController,
    AccessController,
    FoldersController,
    OrganizationsController,
    IdentityProvidersController,
    IdentitiesController,
    CameraTilesController,
    CameraBatchController,
    CameraViewController,
    ChangesController,
    CamerasController,
    ImportsController,
    SourceCamerasController,
    CameraProvenanceController,
    ...installationParts.controllers,
  ],
})
export class RestModule {}
