import type { CameraChangeDto, NewCameraDto } from './camera-body.dto.js';

const byUrl: NewCameraDto = {
  camera_id: 123,
  url: 'http://example.org/shibuya.jpg',
  lat: 35.6595,
  lng: 139.7005,
  source: 'Google',
  source_url: 'www.google.com',
  resolution_w: 1920,
  resolution_h: 1080,
};
const byAddress: NewCameraDto = { camera_id: 124, ip: '203.0.113.7', port: 8080, lat: 40.4259, lng: -86.9081 };
const described: CameraChangeDto = { description: 'Shibuya crossing', framerate: 0.2 };
const moved: CameraChangeDto = { lat: 35.6895, lng: 139.6917 };

/** Bodies that work as they are when somebody presses Execute in Swagger UI. */
export const newCameraExamples = {
  url: { summary: 'A camera with a URL', value: byUrl },
  address: { summary: 'A camera with an address', value: byAddress },
};
export const changeExamples = {
  description: { summary: 'Other fields', value: described },
  position: { summary: 'Another place', value: moved },
};
