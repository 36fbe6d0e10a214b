import { expect, test } from 'vitest';
import { alertText } from './alert-text';

// AlertTextTest has the same sentences of the server.
test('says what breaks a rule', () => {
  expect(alertText({ kind: 'LATENCY', threshold: 300, seconds: 30 })).toBe(
    'latency above 300 ms for 30 s',
  );
  expect(alertText({ kind: 'LOSS', threshold: 2.5, seconds: 10 })).toBe(
    'packet loss above 2.5 % for 10 s',
  );
  expect(alertText({ kind: 'NO_READING', threshold: null, seconds: 60 })).toBe(
    'no clock reading for 60 s',
  );
});
