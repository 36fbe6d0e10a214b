import { render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Heading } from './heading';

function focused() {
  return document.activeElement?.textContent;
}

describe('Heading', () => {
  beforeEach(() => {
    // The document's first heading, whichever test comes first.
    render(<Heading>Before</Heading>).unmount();
    (document.activeElement as HTMLElement | null)?.blur();
  });

  it('takes the focus that went with the view before', () => {
    render(<Heading>Now</Heading>);
    expect(focused()).toBe('Now');
  });

  it('leaves the focus in a text box', () => {
    render(<input aria-label="Name" />);
    screen.getByRole('textbox').focus();
    render(<Heading>Now</Heading>);
    expect(document.activeElement).toBe(screen.getByRole('textbox'));
  });

  it('stays a heading of the first level that the tab key passes by', () => {
    render(<Heading>Now</Heading>);
    expect(screen.getByRole('heading', { level: 1 }).tabIndex).toBe(-1);
  });
});
