import { useState } from 'react';
import { HttpError } from '../api/http';

/** Runs something that may fail, one at a time, and keeps a sentence about the failure. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [signInAgain, setSignInAgain] = useState(false);

  /** Whether it went well. */
  async function run(action: () => Promise<unknown>): Promise<boolean> {
    setBusy(true);
    setProblem(undefined);
    setSignInAgain(false);
    try {
      await action();
      return true;
    } catch (error) {
      // Said by what asks to sign in again.
      if (error instanceof HttpError && error.code === 'SIGN_IN_AGAIN') {
        setSignInAgain(true);
      } else {
        setProblem((error as Error).message);
      }
      return false;
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    problem,
    /** The server wants a sign-in of just now. */
    signInAgain,
    run,
  };
}
