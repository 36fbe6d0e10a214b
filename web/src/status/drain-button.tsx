import { useMutation } from 'urql';
import { graphql } from '../api/gql';
import { graphqlProblem } from '../api/problem';
import { Button } from '../ui/button';
import type { MediaServer } from './status';

const DrainMediaServer = graphql(`
  mutation DrainMediaServer($address: String!, $draining: Boolean!) {
    drainMediaServer(address: $address, draining: $draining) {
      at
    }
  }
`);

interface DrainButtonProps {
  server: MediaServer;
  /** Called when the server has another state. */
  onChange: () => void;
}

/** Takes a media server out of service, or puts it back. */
export function DrainButton({ server: { address, drainingSince }, onChange }: DrainButtonProps) {
  const [{ fetching, error }, drain] = useMutation(DrainMediaServer);
  const draining = drainingSince !== null;
  return (
    <>
      <Button
        look="secondary"
        disabled={fetching}
        aria-label={`${draining ? 'Put back into service' : 'Take out of service'}: ${address}`}
        onClick={() => {
          void drain({ address, draining: !draining }).then((answer) => {
            if (answer.error === undefined) onChange();
          });
        }}
      >
        {draining ? 'Put back into service' : 'Take out of service'}
      </Button>
      {error !== undefined && (
        <p role="alert" className="text-sm text-danger">
          {graphqlProblem(error)}
        </p>
      )}
    </>
  );
}
