package org.chattycat.kurento.embedded.endpoints;

import java.util.concurrent.atomic.AtomicReference;
import org.chattycat.kurento.embedded.sdp.SdpException;

/** The state of a transport's single offer/answer exchange, as in Kurento. Thread-safe. */
final class Negotiation {
    private enum State {
        NEW,
        OFFERED,
        DONE
    }

    @FunctionalInterface
    interface Step<T> {
        T run() throws SdpException;
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private volatile State before = State.NEW;

    void offer() throws SdpException {
        step(State.NEW, State.OFFERED, "this endpoint has already negotiated or made an offer");
    }

    void answer() throws SdpException {
        step(State.NEW, State.DONE, "this endpoint has already negotiated or made an offer");
    }

    void accept() throws SdpException {
        step(State.OFFERED, State.DONE, "this endpoint does not wait for an answer");
    }

    private void step(State from, State to, String otherwise) throws SdpException {
        if (!state.compareAndSet(from, to)) {
            throw new SdpException(otherwise);
        }
        before = from;
    }

    /** Undoes the last step after a failure, so that another description can be tried. */
    void undo() {
        state.set(before);
    }

    /** Runs the work of a step, and undoes the step if the work fails. */
    <T> T attempt(Step<T> step) throws SdpException {
        try {
            return step.run();
        } catch (SdpException | RuntimeException e) {
            undo();
            throw e;
        }
    }
}
