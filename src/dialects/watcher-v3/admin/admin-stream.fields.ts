import type { Camera, CameraField, CameraMediaChange, JsonValue } from '#cameras';
import { fitted } from '../../http/json-shape.js';
import { InputError } from '../../http/input.error.js';
import { given } from '../body/given.js';
import { readLayoutRules } from '../body/layout-rules.decorator.js';
import { derived, wireList } from '../collections/wire-list.js';
import { playbackFields, requiredStreamFields, streamFields, type StreamRelated } from '../streams/stream.fields.js';
import { labelsShape, layoutRulesShape, pushesShape } from '../streams/stream-json-shapes.js';
import type { StreamView } from '../streams/stream-reader.service.js';
import type { AdminStreamBody } from './admin-stream.dto.js';

/** The stream object of admin-api v3 (GO25): without what it takes to watch, and with its layout. */
export const adminView: StreamView = {
  list: wireList<Camera, CameraField, StreamRelated>(
    [
      ...streamFields.filter(({ path }) => !playbackFields.includes(path)),
      derived('labels', ({ media }) => fitted(media.labels, labelsShape)),
      derived('layout_rules', ({ media }) => fitted(media.layoutRules, layoutRulesShape)),
      derived('pushes', ({ media }) => fitted(media.pushes, pushesShape)),
    ],
    requiredStreamFields,
  ),
  withoutPlayback: true,
};

/**
 * Reads the fields that administrators have beyond those of client-api.
 * @throws InputError
 */
export function readAdminFields({ labels, layout_rules, pushes, $reset }: AdminStreamBody): CameraMediaChange {
  const unnamed = $reset ? null : undefined;
  return given({
    labels: labels === undefined ? unnamed : readLabels(labels),
    layoutRules: layout_rules === undefined ? unnamed : json(readLayoutRules(layout_rules, 'layout_rules')),
    pushes: pushes === undefined ? unnamed : readPushes(pushes),
  });
}

function readLabels(labels: object | null): JsonValue {
  if (labels === null) return null;
  if (Array.isArray(labels)) throw InputError.at('labels', 'not_object', 'labels must be an object.');
  const isLabel = (value: unknown): boolean => value === null || typeof value === 'string';
  if (!Object.values(labels).every(isLabel))
    throw InputError.at('labels', 'not_string', 'labels must hold strings only.');
  return json(labels);
}

function readPushes(pushes: NonNullable<AdminStreamBody['pushes']>): JsonValue {
  return pushes.map(({ url, comment }, index) => {
    const isUrl = /^[a-z][a-z0-9+.-]*:\/\/[^\s/]/i.test(url);
    // Nothing sends there, so a password has no business here.
    const hasCredentials = /^[^/]*:\/\/[^/?#]*@/.test(url);
    if (!isUrl || hasCredentials)
      throw InputError.at(`pushes.${index}.url`, 'wrong_format', 'url must be a URL without login and password.');
    return given({ url, comment });
  });
}

/** The border where a checked part of a body is JSON again. */
export function json(value: object | null): JsonValue {
  return value as JsonValue;
}
