import { useCallback, useEffect, useRef, useState } from 'react';
import {
  conditionalMediationSupported,
  passkeyProblem,
  passkeysSupported,
  signInOptions,
  signInWithPasskey,
} from './passkey';

interface PasskeySignIn {
  /** Both this browser and the server support passkeys. */
  available: boolean;
  problem: string | null;
  signIn: () => Promise<void>;
}

/**
 * Signs in with a passkey in two ways: the email field offers passkeys all the time, and a button asks for one. The
 * server keeps one challenge at a time, so the button aborts the request of the field, which restarts afterwards.
 */
export function usePasskeySignIn(onSignedIn: () => Promise<void>): PasskeySignIn {
  const [available, setAvailable] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const waiting = useRef<AbortController>(null);

  const waitInField = useCallback(async () => {
    const controller = new AbortController();
    waiting.current?.abort();
    waiting.current = controller;
    const { signal } = controller;
    const options = await signInOptions().catch(() => null);
    if (options === null || signal.aborted) return;
    setAvailable(true);
    if (!(await conditionalMediationSupported())) return;
    try {
      await signInWithPasskey({ options, conditional: true, signal });
      await onSignedIn();
    } catch (error) {
      if (!signal.aborted) {
        setProblem(passkeyProblem(error));
      }
    }
  }, [onSignedIn]);

  useEffect(() => {
    if (passkeysSupported()) {
      // eslint-disable-next-line react-hooks/set-state-in-effect -- the state is set when the answer arrives
      void waitInField();
    }
    return () => {
      waiting.current?.abort();
    };
  }, [waitInField]);

  const signIn = useCallback(async () => {
    waiting.current?.abort();
    const controller = new AbortController();
    waiting.current = controller;
    setProblem(null);
    try {
      const options = await signInOptions();
      await signInWithPasskey({ options, conditional: false, signal: controller.signal });
      await onSignedIn();
    } catch (error) {
      setProblem(passkeyProblem(error));
      void waitInField();
    }
  }, [onSignedIn, waitInField]);

  return { available, problem, signIn };
}
