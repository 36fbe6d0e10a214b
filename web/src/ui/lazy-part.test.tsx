import { render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { expect, it } from 'vitest';
import { lazyPart } from './lazy-part';

function Greeting({ name }: { name: string }) {
  return <p>Hello {name}</p>;
}

it('shows the part when it is loaded', async () => {
  const Part = lazyPart(() => Promise.resolve(Greeting));
  render(
    <Suspense>
      <Part name="Ann" />
    </Suspense>,
  );
  expect(await screen.findByText('Hello Ann')).toBeTruthy();
});

it('says that the part is missing where it cannot be loaded, and keeps the rest', async () => {
  const Part = lazyPart<{ name: string }>(() => Promise.reject(new Error('404')));
  render(
    <>
      <p>The call</p>
      <Suspense>
        <Part name="Ann" />
      </Suspense>
    </>,
  );
  expect((await screen.findByRole('alert')).textContent).toMatch(/could not be loaded/);
  expect(screen.getByText('The call')).toBeTruthy();
});
