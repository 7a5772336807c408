import { fromVectorTileJs } from '@maplibre/vt-pbf';

/** A point of a layer, with one whole number as its property. */
export interface TileFeature {
  readonly x: number;
  readonly y: number;
  readonly id?: number;
  readonly value: number;
}

export interface TileLayer {
  readonly name: string;
  /** Of the one property. */
  readonly key: string;
  readonly features: readonly TileFeature[];
}

/** What the library reads of a layer; its own types are not found by Node's resolution of modules. */
interface LayerToWrite {
  readonly version: 2;
  readonly name: string;
  readonly extent: number;
  readonly length: number;
  feature(index: number): {
    readonly type: typeof pointType;
    readonly id: number | undefined;
    readonly extent: number;
    readonly properties: Readonly<Record<string, number>>;
    loadGeometry(): readonly (readonly { readonly x: number; readonly y: number }[])[];
  };
}

const pointType = 1;

/**
 * Layers of points as a Mapbox Vector Tile 2.1; a layer without points is left out.
 * @param extent units along the edge of the tile
 */
export function encodeTile(layers: readonly TileLayer[], extent: number): Buffer {
  const shown = layers.filter(({ features }) => features.length > 0);
  const bytes = fromVectorTileJs({
    layers: Object.fromEntries(shown.map((layer) => [layer.name, toLayer(layer, extent)])),
  });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function toLayer({ name, key, features }: TileLayer, extent: number): LayerToWrite {
  return {
    version: 2,
    name,
    extent,
    length: features.length,
    feature: (index) => {
      const { x, y, id, value } = features[index] ?? { x: 0, y: 0, value: 0 };
      return {
        type: pointType,
        id,
        extent,
        properties: { [key]: value },
        loadGeometry: () => [[{ x, y }]],
      };
    },
  };
}
