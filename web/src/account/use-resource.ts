import { useCallback, useEffect, useState } from 'react';
import { useAction } from './use-action';

interface Resource<T> {
  /** Null while it is loading, and where it could not be loaded. */
  data: T | null;
  /** A sentence about what failed last, loading or changing; null while there is no problem. */
  problem: string | null;
  /** A change is under way. */
  busy: boolean;
  reload: () => Promise<void>;
  /** Runs an action that changes the resource, then reloads it. */
  change: (action: () => Promise<unknown>) => Promise<void>;
}

/** Something that the server stores; `load` must stay the same function. */
export function useResource<T>(load: () => Promise<T>): Resource<T> {
  const [state, setState] = useState<Pick<Resource<T>, 'data' | 'problem'>>({
    data: null,
    problem: null,
  });
  const action = useAction();
  const reload = useCallback(async () => {
    try {
      setState({ data: await load(), problem: null });
    } catch (error) {
      setState({ data: null, problem: (error as Error).message });
    }
  }, [load]);
  useEffect(() => {
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the state is set when the answer arrives
    void reload();
  }, [reload]);

  async function change(run: () => Promise<unknown>) {
    if (await action.run(run)) {
      await reload();
    }
  }

  const problem = state.problem ?? action.problem ?? null;
  return { data: state.data, problem, busy: action.busy, reload, change };
}
