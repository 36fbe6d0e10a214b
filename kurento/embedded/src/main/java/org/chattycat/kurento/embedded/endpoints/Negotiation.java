package org.chattycat.kurento.embedded.endpoints;

import java.util.concurrent.atomic.AtomicReference;
import org.chattycat.kurento.embedded.sdp.SdpException;

/** One offer/answer exchange per transport, as in Kurento. Thread-safe. */
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
        step(State.NEW, State.OFFERED, "this endpoint has negotiated, or made an offer, already");
    }

    void answer() throws SdpException {
        step(State.NEW, State.DONE, "this endpoint has negotiated, or made an offer, already");
    }

    void accept() throws SdpException {
        step(State.OFFERED, State.DONE, "this endpoint waits for no answer");
    }

    private void step(State from, State to, String otherwise) throws SdpException {
        if (!state.compareAndSet(from, to)) {
            throw new SdpException(otherwise);
        }
        before = from;
    }

    /** The last step did not work out: another description may be tried. */
    void undo() {
        state.set(before);
    }

    /** Runs what a step needs, and undoes the step when it fails. */
    <T> T attempt(Step<T> step) throws SdpException {
        try {
            return step.run();
        } catch (SdpException | RuntimeException e) {
            undo();
            throw e;
        }
    }
}
