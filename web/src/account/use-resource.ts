import { useCallback, useEffect, useState } from 'react';

interface Resource<T> {
  data: T | null;
  /** A sentence for people, null while all is well. */
  problem: string | null;
  reload: () => Promise<void>;
}

/** Something that the server has; `load` must stay the same function. */
export function useResource<T>(load: () => Promise<T>): Resource<T> {
  const [state, setState] = useState<Omit<Resource<T>, 'reload'>>({ data: null, problem: null });
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
  return { ...state, reload };
}
