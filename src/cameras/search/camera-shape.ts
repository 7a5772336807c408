import type { CameraKind } from '../camera.js';
import type { CameraViewField } from './camera-query.js';

/**
 * A camera in the form of a dialect: each key of its wire with the field behind it. PostgreSQL writes the JSON from it
 * (1.6 to 2.6 times the speed of rows turned into JSON here), so nothing leaves that the shape did not name.
 */
export interface CameraShape {
  readonly [wireKey: string]: ShapeValue;
}

export type ShapeValue =
  /** The field as JSON has it; times as ISO 8601 UTC with milliseconds. */
  | CameraViewField
  | 'distanceMetres'
  /** Whether the camera's address is visible to the caller. */
  | 'addressed'
  /** Its tags, an array of texts. */
  | 'tags'
  | { readonly constant: string | number | boolean | null }
  | {
      readonly object: CameraShape;
      /** null instead of the object when this field is null */ readonly unless?: CameraViewField;
    }
  /** An array of these fields. */
  | { readonly list: readonly CameraViewField[] }
  /** `then` where the camera's kind is one of these, else `otherwise`. */
  | { readonly whenKind: readonly string[]; readonly then: CameraShape; readonly otherwise: CameraShape }
  /** The camera's kind, or the kind by which its pictures are retrieved, decides which object it is. */
  | { readonly byKind: Readonly<Record<CameraKind, CameraShape>>; readonly of?: 'retrievalKind' }
  /** The field as a JSON text, a number too. */
  | { readonly text: CameraViewField }
  /** Kilometres, or any other multiple of a numeric field. */
  | { readonly scaled: CameraViewField | 'distanceMetres'; readonly by: number }
  /** The first of these fields that is not null, else null; fields of one type. */
  | { readonly firstOf: readonly CameraViewField[] }
  /** A text field, some of whose values are spelled differently on this wire. */
  | { readonly text: CameraViewField; readonly except: Readonly<Record<string, string>> }
  /** A text for each value of a field with few values (such as the kind), else null. */
  | { readonly words: Readonly<Record<string, string>>; readonly of: CameraViewField };
