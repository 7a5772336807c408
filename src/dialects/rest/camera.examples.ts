import type { CameraChangeBody, NewCameraBody } from './camera.dto.js';

const newCamera: NewCameraBody = {
  title: 'Tower, looking north',
  location: { latitude: 35.6586, longitude: 139.7454 },
  resolution: { width: 1920, height: 1080 },
  frame_rate: 0.5,
  streams: { snapshot_url: 'https://cameras.example.org/tower.jpg', protocol: 'http-image' },
};
const titleOnly: CameraChangeBody = { title: 'Tower, looking south' };
const noStream: CameraChangeBody = { streams: { stream_url: null } };

/** Bodies that work as they are when somebody presses Execute in Swagger UI. */
export const newCameraExamples = { camera: { summary: 'A camera with snapshots', value: newCamera } };
export const changeExamples = {
  title: { summary: 'Another title', value: titleOnly },
  clear: { summary: 'Nothing streams any more', value: noStream },
};
