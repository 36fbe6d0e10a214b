import { expect, it } from 'vitest';
import { isCalled } from './name-search';

it.each([
  ['José Núñez', 'jose n', true],
  ['Jose Nunez', 'JOSÉ', true],
  ['王小明', '小', true],
  ['Zoë', ' e ', true],
  ['Ann', '', true],
  ['Ann', 'b', false],
])('finds in "%s" what was typed as "%s": %s', (name, typed, found) => {
  expect(isCalled(name, typed)).toBe(found);
});
