import { FolderEntity } from '../access/folders/folder.entity.js';
import { InvitationEntity } from '../access/invitations/invitation.entity.js';
import { MembershipEntity } from '../access/organizations/membership.entity.js';
import { OrganizationEntity } from '../access/organizations/organization.entity.js';
import { CameraPermissionEntity } from '../access/permissions/camera-permission.entity.js';
import { FolderPermissionEntity } from '../access/permissions/folder-permission.entity.js';
import { TagPermissionEntity } from '../access/permissions/tag-permission.entity.js';
import { AuditChainEntity } from '../audit/audit-chain.entity.js';
import { AuditEventEntity } from '../audit/audit-event.entity.js';
import { ApiKeyEntity } from '../auth/accounts/api-key.entity.js';
import { ApplicationEntity } from '../auth/accounts/application.entity.js';
import { OneTimeTokenEntity } from '../auth/accounts/one-time-token.entity.js';
import { ScopedKeyEntity } from '../auth/accounts/scoped-key.entity.js';
import { SystemKeyEntity } from '../auth/accounts/system-key.entity.js';
import { UserEntity } from '../auth/accounts/user.entity.js';
import { AuthorizationCodeEntity } from '../auth/oauth/authorization-code.entity.js';
import { AppPasswordEntity } from '../auth/factors/app-password.entity.js';
import { PasskeyChallengeEntity } from '../auth/factors/passkey-challenge.entity.js';
import { PasskeyEntity } from '../auth/factors/passkey.entity.js';
import { RecoveryCodeEntity } from '../auth/factors/recovery-code.entity.js';
import { SecondFactorEntity } from '../auth/factors/second-factor.entity.js';
import { PendingSignInEntity } from '../auth/factors/pending-sign-in.entity.js';
import { DeviceAuthorizationEntity } from '../auth/oauth/device-authorization.entity.js';
import { UsedIdentifierEntity } from '../auth/oauth/used-identifier.entity.js';
import { PushedRequestEntity } from '../auth/oauth/pushed-request.entity.js';
import { ConsentEntity } from '../auth/oauth/consent.entity.js';
import { RevocationEntity } from '../auth/revocations/revocation.entity.js';
import { SessionEntity } from '../auth/tokens/session.entity.js';
import { SigningKeyEntity } from '../auth/tokens/signing-key.entity.js';
import { CameraTagEntity } from '../cameras/tags/camera-tag.entity.js';
import { CameraEntity } from '../cameras/camera.entity.js';
import { CameraChangeEntity } from '../cameras/changes/camera-change.entity.js';
import { FeedEntryEntity } from '../cameras/feed/feed-entry.entity.js';
import { SightEntity } from '../cameras/feed/sight.entity.js';
import { SealingStepEntity } from '../cameras/secrets/sealing-step.entity.js';
import { ImportChunkEntity } from '../cameras/import/jobs/import-chunk.entity.js';
import { CameraProvenanceEntity } from '../cameras/import/provenance/camera-provenance.entity.js';
import { ImportDeedEntity } from '../cameras/import/jobs/import-deed.entity.js';
import { ImportJobEntity } from '../cameras/import/jobs/import-job.entity.js';
import { CameraMarkEntity } from '../cameras/marks/camera-mark.entity.js';
import { OrganizationPresetEntity } from '../cameras/presets/organization-preset.entity.js';
import { PresetEntity } from '../cameras/presets/preset.entity.js';
import { ShareEntity } from '../playback/shares/share.entity.js';
import { StreamerZoneEntity } from '../playback/streamers/streamer-zone.entity.js';
import { StreamerEntity } from '../playback/streamers/streamer.entity.js';
import { ZoneEntity } from '../playback/streamers/zone.entity.js';
import { AgentActivationEntity } from '../cameras/agents/agent-activation.entity.js';
import { CameraEventEntity } from '../notifications/events/camera-event.entity.js';
import { CameraGroupEntity } from '../layouts/groups/camera-group.entity.js';
import { GroupCameraEntity } from '../layouts/groups/group-camera.entity.js';
import { GroupUserEntity } from '../layouts/groups/group-user.entity.js';
import { MessageEntity } from '../notifications/messages/message.entity.js';
import { MosaicCellEntity } from '../layouts/mosaics/mosaic-cell.entity.js';
import { MosaicEntity } from '../layouts/mosaics/mosaic.entity.js';
import { BrowserEntity } from '../notifications/push/browser.entity.js';
import { SealingKeyEntity } from '../database/sealing/sealing-key.entity.js';
import { SchemaCompatibilityEntity } from '../database/schema/schema-compatibility.entity.js';
import { DeviceEntity } from '../notifications/push/device.entity.js';
import { WebhookDeliveryEntity } from '../notifications/webhooks/webhook-delivery.entity.js';
import { WebhookEntity } from '../notifications/webhooks/webhook.entity.js';
import { SubscriptionEntity } from '../notifications/subscriptions/subscription.entity.js';
import { ExternalIdentityEntity } from '../federation/external-identity.entity.js';
import { ExternalSessionEntity } from '../federation/external-session.entity.js';
import { ExternalSignInEntity } from '../federation/external-sign-in.entity.js';
import { IdentityProviderEntity } from '../federation/identity-provider.entity.js';
import { InstallationEntity } from '../settings/installation.entity.js';
import { KeptAnswerEntity } from '../idempotency/kept-answer.entity.js';

/** Every entity of every module, as classes: globs break in tests and after a build. */
export const entities = [
  UserEntity,
  ApplicationEntity,
  ApiKeyEntity,
  ScopedKeyEntity,
  SessionEntity,
  OneTimeTokenEntity,
  PendingSignInEntity,
  SecondFactorEntity,
  PasskeyEntity,
  PasskeyChallengeEntity,
  RecoveryCodeEntity,
  AppPasswordEntity,
  SigningKeyEntity,
  SystemKeyEntity,
  RevocationEntity,
  AuthorizationCodeEntity,
  DeviceAuthorizationEntity,
  UsedIdentifierEntity,
  PushedRequestEntity,
  KeptAnswerEntity,
  ConsentEntity,
  InstallationEntity,
  OrganizationEntity,
  MembershipEntity,
  FolderEntity,
  FolderPermissionEntity,
  CameraPermissionEntity,
  TagPermissionEntity,
  CameraTagEntity,
  InvitationEntity,
  CameraEntity,
  CameraChangeEntity,
  FeedEntryEntity,
  SightEntity,
  PresetEntity,
  OrganizationPresetEntity,
  CameraMarkEntity,
  ImportJobEntity,
  ImportChunkEntity,
  ImportDeedEntity,
  CameraProvenanceEntity,
  SealingStepEntity,
  StreamerEntity,
  ZoneEntity,
  StreamerZoneEntity,
  ShareEntity,
  AuditEventEntity,
  AuditChainEntity,
  MosaicEntity,
  MosaicCellEntity,
  CameraGroupEntity,
  GroupCameraEntity,
  GroupUserEntity,
  MessageEntity,
  SubscriptionEntity,
  WebhookEntity,
  WebhookDeliveryEntity,
  DeviceEntity,
  BrowserEntity,
  CameraEventEntity,
  AgentActivationEntity,
  SealingKeyEntity,
  SchemaCompatibilityEntity,
  IdentityProviderEntity,
  ExternalIdentityEntity,
  ExternalSignInEntity,
  ExternalSessionEntity,
];
