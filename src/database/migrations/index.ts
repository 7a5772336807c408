import { ClientDocuments1796007100000 } from './1796007100000-client-documents.js';
import { Camgate1795300000000 } from './1795300000000-camgate.js';
import { ChangesAndUses1795300100000 } from './1795300100000-changes-and-uses.js';
import { PageUrls1795300200000 } from './1795300200000-page-urls.js';
import { OrganizationsWhole1795400000000 } from './1795400000000-organizations-whole.js';
import { HowMembersJoined1795400050000 } from './1795400050000-how-members-joined.js';
import { AccountsAndSettings1795400100000 } from './1795400100000-accounts-and-settings.js';
import { CamerasWhole1795400200000 } from './1795400200000-cameras-whole.js';
import { Workspace1795400300000 } from './1795400300000-workspace.js';
import { Playback1795400400000 } from './1795400400000-playback.js';
import { SealedEverywhere1795501000000 } from './1795501000000-sealed-everywhere.js';
import { PresetsLayOut1795504000000 } from './1795504000000-presets-lay-out.js';
import { CamerasLeave1795505000000 } from './1795505000000-cameras-leave.js';
import { Owners1795505100000 } from './1795505100000-owners.js';
import { NormalLogins1795507000000 } from './1795507000000-normal-logins.js';
import { FoldedNames1795503000000 } from './1795503000000-folded-names.js';
import { Retrieval1795503000100 } from './1795503000100-retrieval.js';
import { SearchedAddresses1795508000000 } from './1795508000000-searched-addresses.js';
import { PicturesOnly1795503000200 } from './1795503000200-pictures-only.js';
import { AuditChain1796001000000 } from './1796001000000-audit-chain.js';
import { KeysAndRevocations1796002000000 } from './1796002000000-keys-and-revocations.js';
import { Oauth1796000000000 } from './1796000000000-oauth.js';
import { Scopes1796003000000 } from './1796003000000-scopes.js';
import { RevocationsByTransaction1796002000100 } from './1796002000100-revocations-by-transaction.js';
import { NextSigningKeys1796002000200 } from './1796002000200-next-signing-keys.js';
import { ScopedKeys1796003000100 } from './1796003000100-scoped-keys.js';
import { SealingKeys1796002000300 } from './1796002000300-sealing-keys.js';
import { TemporaryPasswords1796005000000 } from './1796005000000-temporary-passwords.js';
import { DeviceAuthorizations1796004000000 } from './1796004000000-device-authorizations.js';
import { UsedIdentifiers1796004000100 } from './1796004000100-used-identifiers.js';
import { ExternalProofs1796007200000 } from './1796007200000-external-proofs.js';
import { Federation1796006000000 } from './1796006000000-federation.js';
import { PushedRequests1796004000200 } from './1796004000200-pushed-requests.js';
import { SecondFactors1796005000100 } from './1796005000100-second-factors.js';
import { Passkeys1796007000000 } from './1796007000000-passkeys.js';
import { PrivateDefault1796008000000 } from './1796008000000-private-default.js';
import { KeptAnswers1796009000000 } from './1796009000000-kept-answers.js';
import { Imports1796008000100 } from './1796008000100-imports.js';
import { CameraWords1796012000100 } from './1796012000100-camera-words.js';
import { MediaServerKinds1796013000000 } from './1796013000000-media-server-kinds.js';
import { FieldOfView1796012000000 } from './1796012000000-field-of-view.js';
import { CameraProvenance1796014000000 } from './1796014000000-camera-provenance.js';
import { Webhooks1796011000100 } from './1796011000100-webhooks.js';
import { SchemaCompatibility1796020300000 } from './1796020300000-schema-compatibility.js';
import { CameraFeed1796011000000 } from './1796011000000-camera-feed.js';

/** Landed migrations are never edited; a new one is added at the end. */
import { GrantPeriods1796010000000 } from './1796010000000-grant-periods.js';
import { Tags1796010000100 } from './1796010000100-tags.js';
import { TagsInTheFeed1796019900000 } from './1796019900000-tags-in-the-feed.js';
import { PeopleWithALevel1796020600000 } from './1796020600000-people-with-a-level.js';

export const migrations = [
  Camgate1795300000000,
  ChangesAndUses1795300100000,
  PageUrls1795300200000,
  OrganizationsWhole1795400000000,
  HowMembersJoined1795400050000,
  AccountsAndSettings1795400100000,
  CamerasWhole1795400200000,
  Workspace1795400300000,
  Playback1795400400000,
  SealedEverywhere1795501000000,
  PresetsLayOut1795504000000,
  CamerasLeave1795505000000,
  Owners1795505100000,
  NormalLogins1795507000000,
  FoldedNames1795503000000,
  Retrieval1795503000100,
  SearchedAddresses1795508000000,
  PicturesOnly1795503000200,
  KeysAndRevocations1796002000000,
  Oauth1796000000000,
  Scopes1796003000000,
  ScopedKeys1796003000100,
  AuditChain1796001000000,
  RevocationsByTransaction1796002000100,
  NextSigningKeys1796002000200,
  SealingKeys1796002000300,
  TemporaryPasswords1796005000000,
  DeviceAuthorizations1796004000000,
  UsedIdentifiers1796004000100,
  Federation1796006000000,
  PushedRequests1796004000200,
  SecondFactors1796005000100,
  ExternalProofs1796007200000,
  Passkeys1796007000000,
  ClientDocuments1796007100000,
  PrivateDefault1796008000000,
  KeptAnswers1796009000000,
  Imports1796008000100,
  GrantPeriods1796010000000,
  FieldOfView1796012000000,
  CameraFeed1796011000000,
  CameraWords1796012000100,
  Tags1796010000100,
  TagsInTheFeed1796019900000,
  MediaServerKinds1796013000000,
  Webhooks1796011000100,
  CameraProvenance1796014000000,
  PeopleWithALevel1796020600000,
  SchemaCompatibility1796020300000,
];
