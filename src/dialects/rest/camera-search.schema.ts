/** What OpenAPI says of the body of a search. */
export const searchSchema = {
  type: 'object',
  description: '`within` and the list\'s parameters; a filter with an operator is `{"frame_rate": {"gte": 5}}`.',
  properties: {
    within: {
      type: 'object',
      description:
        'A Polygon or MultiPolygon of GeoJSON. Its edges belong to it; one that is wider than 180 degrees goes the other way round. A ring around the Earth surrounds the nearer pole. Where rings cross, the even-odd rule decides.',
      required: ['type', 'coordinates'],
      properties: {
        type: { type: 'string', enum: ['Polygon', 'MultiPolygon'] },
        coordinates: { type: 'array', items: {} },
      },
    },
    limit: { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
    cursor: { type: 'string', description: '`next` or `prev` of another page of the same search.' },
  },
  additionalProperties: true,
};

export const searchExamples = {
  bay: {
    value: {
      within: {
        type: 'Polygon',
        coordinates: [
          [
            [139.6, 35.5],
            [140, 35.5],
            [140, 35.8],
            [139.6, 35.5],
          ],
        ],
      },
      enabled: true,
      limit: 10,
    },
  },
};
