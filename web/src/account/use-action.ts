import { useState } from 'react';
import { HttpError } from '../api/http';

/** Runs actions that may fail, and keeps a sentence about the last failure. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [signInAgain, setSignInAgain] = useState(false);

  /** Returns whether the action succeeded. */
  async function run(action: () => Promise<unknown>): Promise<boolean> {
    setBusy(true);
    setProblem(undefined);
    setSignInAgain(false);
    try {
      await action();
      return true;
    } catch (error) {
      // The form that asks to sign in again explains it.
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
    /** The server requires a recent sign-in. */
    signInAgain,
    run,
  };
}
