package org.chattycat.app.latency;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.chattycat.analysis.live.Advice;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.LiveListener;
import org.chattycat.analysis.live.MeasuredFrame;
import org.chattycat.analysis.live.SeenCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Distributes what workers measure, in this process and in others, to its listeners. */
@Component
public class LiveValues implements LiveListener {
    private static final Logger log = LoggerFactory.getLogger(LiveValues.class);

    private final List<LiveListener> listeners = new CopyOnWriteArrayList<>();

    /** Adds a listener, which must return at once. */
    public void listen(LiveListener listener) {
        listeners.add(listener);
    }

    public void ignore(LiveListener listener) {
        listeners.remove(listener);
    }

    @Override
    public void measured(List<LatencySample> measurements) {
        notifyListeners(listener -> listener.measured(measurements));
    }

    @Override
    public void advised(Advice advice) {
        notifyListeners(listener -> listener.advised(advice));
    }

    @Override
    public void framesMeasured(List<MeasuredFrame> frames) {
        notifyListeners(listener -> listener.framesMeasured(frames));
    }

    @Override
    public void codesSeen(SeenCodes seen) {
        notifyListeners(listener -> listener.codesSeen(seen));
    }

    private void notifyListeners(Consumer<LiveListener> message) {
        for (LiveListener listener : listeners) {
            try {
                message.accept(listener);
            } catch (RuntimeException e) {
                log.warn("A listener of live values failed", e);
            }
        }
    }
}
