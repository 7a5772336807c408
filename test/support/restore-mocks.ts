import { afterAll, vi } from 'vitest';

// Files of one worker share their modules: what one of them replaced (a clock that it moved), the next must not meet.
afterAll(() => {
  vi.restoreAllMocks();
});
