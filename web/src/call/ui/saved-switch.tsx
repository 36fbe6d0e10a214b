import type { UseMutationState } from 'urql';
import { graphqlProblem } from '../../api/problem';
import { Banner } from '../../ui/banner';
import { Switch } from '../../ui/switch';

interface SavedSwitchProps {
  label: string;
  hint: string;
  checked: boolean;
  /** The mutation that `save` runs. */
  saving: Pick<UseMutationState, 'fetching' | 'error'>;
  save: (checked: boolean) => Promise<unknown>;
}

/** A switch that the server stores. A failure is shown below it. */
export function SavedSwitch({
  saving: { fetching, error },
  save,
  ...switchProps
}: SavedSwitchProps) {
  return (
    <>
      <Switch
        {...switchProps}
        onChange={(wanted) => {
          // Disabling the switch while it saves would take away its focus.
          if (!fetching) {
            void save(wanted);
          }
        }}
      />
      {error !== undefined && <Banner tone="danger">{graphqlProblem(error)}</Banner>}
    </>
  );
}
