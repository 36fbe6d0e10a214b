import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Loading a page lazily can take seconds on a busy machine; the default is one second.
configure({ asyncUtilTimeout: 10_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
});
