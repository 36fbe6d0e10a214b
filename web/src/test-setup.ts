import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// A page that is loaded when it is shown first takes a loaded machine seconds; the default is one.
configure({ asyncUtilTimeout: 10_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
});
