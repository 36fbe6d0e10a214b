package org.chattycat.kurento.embedded.endpoints;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.chattycat.kurento.embedded.io.MediaLoop;
import org.chattycat.kurento.embedded.router.InboundMedia;
import org.chattycat.kurento.embedded.router.OutboundMedia;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transport in the graph of connections. It knows its feeders and its sinks. Its output is resolved through
 * pass-throughs to the {@link InboundMedia} at the root, so that a packet takes one step in any graph. State is used on
 * the loop only.
 */
abstract class AbstractTransport implements MediaTransport {
    private static final Logger log = LoggerFactory.getLogger(AbstractTransport.class);
    private static final MediaKind[] RTP_KINDS = {MediaKind.AUDIO, MediaKind.VIDEO};
    /** Flow is checked on every fifth tick, so that events are fired within 100 ms. */
    private static final int TICKS_PER_FLOW_CHECK = 5;

    protected final MediaEngineContext context;
    protected final MediaLoop loop;
    private final MediaTransportListener listener;
    private final Map<MediaKind, AbstractTransport> feeders = new EnumMap<>(MediaKind.class);
    private final Map<MediaKind, Set<AbstractTransport>> sinks = new EnumMap<>(MediaKind.class);
    private final boolean[] flowingIn = new boolean[RTP_KINDS.length];
    private final boolean[] flowingOut = new boolean[RTP_KINDS.length];
    private final MediaLoop.Ticker ticker = this::onTick;
    private int ticks;
    private boolean closed;

    AbstractTransport(MediaEngineContext context, MediaTransportListener listener) {
        this.context = context;
        this.loop = context.loop();
        this.listener = listener;
    }

    /** Registers the transport with the loop. To be called when it is completely constructed. */
    final void start() {
        loop.run(() -> {
            loop.addTicker(ticker);
            context.transports().add(this);
        });
    }

    /** The media that this transport receives or passes through, or null. */
    abstract InboundMedia producer(MediaKind kind);

    /** The media that this transport sends to its peer, or null. */
    abstract OutboundMedia outbound(MediaKind kind);

    /** Whether media of this kind that is fed in goes on: it was negotiated, and the peer is connected. */
    boolean takes(MediaKind kind) {
        OutboundMedia outbound = outbound(kind);
        return outbound != null && outbound.isReady();
    }

    /**
     * Called when what is fed in may have changed.
     *
     * @param source null for none
     */
    void feedChanged(MediaKind kind, InboundMedia source) {
        OutboundMedia outbound = outbound(kind);
        if (outbound != null) {
            outbound.setSource(source);
        }
    }

    /** Called when a source has come to its end, which only a played file does. */
    void feedEnded(MediaKind kind) {}

    /** Tells all transports downstream that this one has come to its end. */
    protected final void endFeed(MediaKind kind) {
        endFeed(kind, new HashSet<>());
    }

    private void endFeed(MediaKind kind, Set<AbstractTransport> visited) {
        for (AbstractTransport sink : List.copyOf(sinks.getOrDefault(kind, Set.of()))) {
            if (visited.add(sink)) {
                sink.feedEnded(kind);
                sink.endFeed(kind, visited);
            }
        }
    }

    /** Called on every tick. */
    abstract void tick(long now);

    /** Frees the transport's resources. Its connections are already removed. */
    abstract void release();

    protected final InboundMedia feed(MediaKind kind) {
        AbstractTransport feeder = feeders.get(kind);
        return feeder == null ? null : feeder.producer(kind);
    }

    protected final boolean isClosed() {
        return closed;
    }

    /** Notifies the listener. Exceptions of the listener are logged. */
    protected final void notify(Consumer<MediaTransportListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            log.error("A media listener failed", e);
        }
    }

    @Override
    public final void connect(MediaTransport sink, MediaKind kind) {
        AbstractTransport target = (AbstractTransport) sink;
        loop.run(() -> {
            if (closed || target.closed) {
                throw new IllegalStateException("the transport is closed");
            }
            AbstractTransport former = target.feeders.put(kind, this);
            if (former != null && former != this) {
                former.sinks.get(kind).remove(target);
            }
            sinks.computeIfAbsent(kind, k -> new HashSet<>()).add(target);
            target.refresh(kind, new HashSet<>());
        });
    }

    @Override
    public final void disconnect(MediaTransport sink, MediaKind kind) {
        loop.run(() -> detach((AbstractTransport) sink, kind));
    }

    private void detach(AbstractTransport target, MediaKind kind) {
        if (target.feeders.remove(kind, this)) {
            sinks.get(kind).remove(target);
            target.refresh(kind, new HashSet<>());
        }
    }

    /** Connects the outgoing media of this transport, and of all transports downstream, with the current feeders. */
    private void refresh(MediaKind kind, Set<AbstractTransport> visited) {
        if (!visited.add(this)) {
            return;
        }
        feedChanged(kind, feed(kind));
        for (AbstractTransport sink : sinks.getOrDefault(kind, Set.of())) {
            sink.refresh(kind, visited);
        }
    }

    /** To be called after a negotiation. */
    protected final void refreshAll() {
        for (MediaKind kind : RTP_KINDS) {
            refresh(kind, new HashSet<>());
        }
    }

    private void onTick(long now) {
        tick(now);
        if (++ticks % TICKS_PER_FLOW_CHECK == 0) {
            checkFlow(now);
        }
    }

    private void checkFlow(long now) {
        for (int i = 0; i < RTP_KINDS.length; i++) {
            MediaKind kind = RTP_KINDS[i];
            InboundMedia in = feed(kind);
            boolean nowIn = in != null && in.isFlowing(now) && (flowingIn[i] || takes(kind));
            if (nowIn != flowingIn[i]) {
                flowingIn[i] = nowIn;
                notify(l -> l.flowInChanged(kind, nowIn));
            }
            InboundMedia out = producer(kind);
            boolean nowOut = out != null && out.isFlowing(now);
            if (nowOut != flowingOut[i]) {
                flowingOut[i] = nowOut;
                notify(l -> l.flowOutChanged(kind, nowOut));
            }
        }
    }

    private static int index(MediaKind kind) {
        return kind == MediaKind.AUDIO ? 0 : 1;
    }

    @Override
    public final boolean isFlowingIn(MediaKind kind) {
        return kind != MediaKind.DATA && onLoop(() -> flowingIn[index(kind)]);
    }

    @Override
    public final boolean isFlowingOut(MediaKind kind) {
        return kind != MediaKind.DATA && onLoop(() -> flowingOut[index(kind)]);
    }

    @Override
    public void requestKeyframe() {
        loop.run(() -> {
            OutboundMedia outbound = outbound(MediaKind.VIDEO);
            InboundMedia feed = feed(MediaKind.VIDEO);
            if (outbound != null) {
                outbound.requestKeyframe();
            } else if (feed != null) {
                feed.requestKeyframe();
            }
        });
    }

    protected final <T> T onLoop(Callable<T> call) {
        try {
            return loop.call(call);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public final void close() {
        if (loop.isClosed()) {
            return; // The engine has closed all transports.
        }
        loop.run(() -> {
            if (closed) {
                return;
            }
            closed = true;
            loop.removeTicker(ticker);
            context.transports().remove(this);
            for (MediaKind kind : MediaKind.values()) {
                AbstractTransport feeder = feeders.get(kind);
                if (feeder != null) {
                    feeder.detach(this, kind);
                }
                List.copyOf(sinks.getOrDefault(kind, Set.of())).forEach(sink -> detach(sink, kind));
            }
            release();
        });
    }
}
