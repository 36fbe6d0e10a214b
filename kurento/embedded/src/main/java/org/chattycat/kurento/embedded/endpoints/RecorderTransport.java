package org.chattycat.kurento.embedded.endpoints;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.chattycat.kurento.embedded.recording.Recording;
import org.chattycat.kurento.embedded.router.InboundMedia;
import org.chattycat.kurento.embedded.router.OutboundMedia;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.storage.Storage;
import org.chattycat.kurento.embedded.storage.StorageConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A recorder: its state, and the recording while there is one. State is used on the loop. */
final class RecorderTransport extends AbstractTransport implements Recorder, Recording.Listener {
    private static final Logger log = LoggerFactory.getLogger(RecorderTransport.class);

    private final RecorderSettings settings;
    private final StorageConfig config;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Set<MediaKind> endedFeeds = EnumSet.noneOf(MediaKind.class);
    private UriState state = UriState.STOP;
    private Recording recording;

    RecorderTransport(MediaEngineContext context, MediaTransportListener listener, RecorderSettings settings) {
        super(context, listener);
        this.settings = settings;
        this.config = context.config().storage();
    }

    @Override
    public void record() {
        loop.run(() -> {
            if (isClosed() || ended.isDone()) {
                log.info("A recorder that has stopped cannot record again");
            } else if (recording == null) {
                begin();
            } else if (state == UriState.PAUSE) {
                recording.resume();
                changeTo(UriState.START);
            }
        });
    }

    private void begin() {
        recording = new Recording(
                settings.uri(),
                new Storage(config),
                config,
                context.config().clock(),
                loop::execute,
                context.files(),
                this);
        settings.kinds().forEach(kind -> recording.feed(kind, feed(kind)));
    }

    @Override
    public void pause() {
        loop.run(() -> {
            if (state == UriState.START) {
                recording.pause();
                changeTo(UriState.PAUSE);
            }
        });
    }

    @Override
    public CompletionStage<Void> stop() {
        return onLoop(() -> {
            if (recording == null) {
                return CompletableFuture.completedFuture(null);
            }
            finish();
            return ended;
        });
    }

    private void finish() {
        if (ended.isDone()) {
            return;
        }
        recording.stop();
        // Longer than the destination may take to answer: that failure says more.
        loop.after(config.idleTimeout().toNanos() * 3 / 2, () -> {
            if (!ended.isDone()) {
                recording.abort("The destination did not take the rest of the recording in time.");
            }
        });
    }

    private void changeTo(UriState next) {
        state = next;
        notify(listener -> listener.uriStateChanged(next));
    }

    @Override
    public void begun() {
        changeTo(UriState.START);
    }

    @Override
    public void ended(Optional<String> failure) {
        if (ended.isDone()) {
            return;
        }
        failure.ifPresent(reason -> notify(listener -> listener.failed(reason)));
        changeTo(UriState.STOP);
        ended.complete(null);
    }

    @Override
    void feedChanged(MediaKind kind, InboundMedia source) {
        endedFeeds.remove(kind);
        if (recording != null && settings.kinds().contains(kind)) {
            recording.feed(kind, source);
        }
    }

    @Override
    void feedEnded(MediaKind kind) {
        endedFeeds.add(kind);
        boolean all = settings.kinds().stream().allMatch(one -> feed(one) == null || endedFeeds.contains(one));
        if (all && settings.stopsAtEnd() && recording != null) {
            finish();
        }
    }

    @Override
    InboundMedia producer(MediaKind kind) {
        return null;
    }

    @Override
    OutboundMedia outbound(MediaKind kind) {
        return null;
    }

    @Override
    boolean takes(MediaKind kind) {
        return settings.kinds().contains(kind);
    }

    @Override
    void tick(long now) {
        if (recording != null) {
            recording.tick(now);
        }
    }

    @Override
    public List<RtpStreamStats> streamStats() {
        return List.of();
    }

    /** Completes the recording, as in Kurento. Nobody waits for that. */
    @Override
    void release() {
        if (recording != null) {
            finish();
        }
    }
}
