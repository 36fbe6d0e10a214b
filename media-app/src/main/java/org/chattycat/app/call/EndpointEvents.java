package org.chattycat.app.call;

import java.util.concurrent.Executor;
import org.chattycat.kurento.client.EndpointListener;
import org.chattycat.kurento.client.IceCandidate;

/**
 * Passes the events of one endpoint to its owner, on the room's executor. An endpoint needs its listener before it has an
 * owner; events that occur in between wait for the task that creates both.
 */
final class EndpointEvents implements EndpointListener {
    private final Executor executor;
    /** Used on the room's executor only. Does nothing for an endpoint that was refused. */
    private EndpointListener owner = candidate -> {};

    EndpointEvents(Executor executor) {
        this.executor = executor;
    }

    void passTo(EndpointListener newOwner) {
        owner = newOwner;
    }

    @Override
    public void candidateFound(IceCandidate candidate) {
        executor.execute(() -> owner.candidateFound(candidate));
    }

    @Override
    public void connected() {
        executor.execute(() -> owner.connected());
    }

    @Override
    public void videoFlows() {
        executor.execute(() -> owner.videoFlows());
    }
}
