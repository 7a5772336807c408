import { DomainError, isDomainError } from '#errors';
import { isJsonObject, type JsonValue } from '../json-value.js';
import { checkDvr, checkJson, mergePatch } from '../writing/media-rules.js';
import type { PresetDraft } from './preset.js';

/** A preset as it is stored; null: not set. */
export interface PresetValues {
  readonly title: string;
  readonly dvr: JsonValue;
  readonly vision: JsonValue;
  readonly layoutRules: JsonValue;
  readonly isAdjustable: boolean;
  readonly isDefault: boolean;
}

const longestTitle = 255;
const longestVision = 64 * 1024;

/**
 * The preset after a write; `dvr` and `vision` are merged by RFC 7396.
 * @throws DomainError object.invalid (preset) with the field at fault
 */
export function preparePreset(before: PresetValues | undefined, draft: PresetDraft): PresetValues {
  const { isAdjustable = before?.isAdjustable ?? true, isDefault = before?.isDefault ?? false } = draft;
  if (typeof isAdjustable !== 'boolean') throw invalid('isAdjustable', 'true or false');
  if (typeof isDefault !== 'boolean') throw invalid('isDefault', 'true or false');
  return {
    title: titleOf(draft.title ?? before?.title),
    dvr: part(before?.dvr, draft.dvr, (value) => checkDvr(value, 'dvr')),
    vision: part(before?.vision, draft.vision, (value) => checkJson(value, longestVision, 'vision')),
    layoutRules: part(before?.layoutRules, draft.layoutRules, (value) =>
      checkJson(value, longestVision, 'layoutRules'),
    ),
    isAdjustable,
    isDefault,
  };
}

function titleOf(title: unknown): string {
  const holds =
    typeof title === 'string' &&
    title.trim() !== '' &&
    title.length <= longestTitle &&
    !title.includes('\0') &&
    title.isWellFormed();
  if (!holds) throw invalid('title', `a text of 1 to ${longestTitle} characters`);
  return title;
}

function part(before: JsonValue | undefined, given: unknown, check: (value: unknown) => JsonValue): JsonValue {
  if (given === undefined) return before ?? null;
  if (given === null) return null;
  const merged = mergePatch(
    before ?? undefined,
    asPresetErrors(() => check(given)),
  );
  asPresetErrors(() => checkJson(merged, longestVision, 'vision'));
  return isJsonObject(merged) && Object.keys(merged).length === 0 ? null : merged;
}

/** The rules of a camera's media throw a camera's errors; here they are a preset's. */
function asPresetErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isDomainError(error)) throw error;
    throw invalid(error.context.field, error.detail);
  }
}

function invalid(field: string | undefined, expectation: string): DomainError {
  return new DomainError('object.invalid', expectation, { field, object: 'preset' });
}
