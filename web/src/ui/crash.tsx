import { Component, type ReactNode } from 'react';

/** Shows a message instead of an empty page when rendering fails. */
export class CrashBarrier extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) {
      return this.props.children;
    }
    return (
      <main role="alert" className="mx-auto flex max-w-md flex-col gap-3 px-4 py-24 text-center">
        <h1 className="text-lg font-semibold">Something went wrong</h1>
        <p className="text-sm text-muted">
          This is a bug in Chatty Cat. Reload the page to continue. No measurements are lost.
        </p>
        <a href={location.pathname} className="font-medium text-accent underline">
          Reload
        </a>
      </main>
    );
  }
}
