package org.chattycat.kurento.embedded.endpoints;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.chattycat.kurento.embedded.playing.Playback;
import org.chattycat.kurento.embedded.playing.PlayedMedia;
import org.chattycat.kurento.embedded.router.InboundMedia;
import org.chattycat.kurento.embedded.router.OutboundMedia;
import org.chattycat.kurento.embedded.router.RtpStreamStats;
import org.chattycat.kurento.embedded.sdp.MediaKind;
import org.chattycat.kurento.embedded.storage.Storage;
import org.chattycat.kurento.rtp.h264.AvcConfiguration;

/** A player: its state, its RTP streams, and the playback while there is one. State is used on the loop. */
final class PlayerTransport extends AbstractTransport implements Player {
    private final String uri;
    private final PlayedMedia media;
    private UriState state = UriState.STOP;
    private Playback playback;
    private PlayedFile file = PlayedFile.UNKNOWN;

    PlayerTransport(MediaEngineContext context, MediaTransportListener listener, String uri) {
        super(context, listener);
        this.uri = uri;
        this.media = new PlayedMedia(
                loop::after, context.config().forward(), context.config().profile(), context.packetScratch());
    }

    @Override
    public void play() {
        loop.run(() -> {
            if (playback == null && !isClosed()) {
                begin(0);
            } else if (state == UriState.PAUSE) {
                playback.resume();
                changeTo(UriState.START);
            }
        });
    }

    private void begin(long millis) {
        Output output = new Output();
        output.playback = new Playback(new Storage(context.config().storage()), uri, millis, output);
        playback = output.playback;
        try {
            context.files().execute(playback);
        } catch (RejectedExecutionException e) {
            end();
            notify(listener -> listener.unplayable(false, "The server plays as many files as it may."));
        }
    }

    @Override
    public void pause() {
        loop.run(() -> {
            if (state == UriState.START) {
                playback.pause();
                changeTo(UriState.PAUSE);
            }
        });
    }

    @Override
    public void stop() {
        loop.run(this::end);
    }

    private void end() {
        if (playback != null) {
            playback.stop();
            playback = null;
            file = PlayedFile.UNKNOWN;
            if (state != UriState.STOP) {
                changeTo(UriState.STOP);
            }
        }
    }

    private void changeTo(UriState next) {
        state = next;
        notify(listener -> listener.uriStateChanged(next));
    }

    @Override
    public PlayedFile file() {
        return onLoop(() -> file);
    }

    @Override
    public long positionMillis() {
        return onLoop(() -> playback == null ? 0 : playback.positionMillis());
    }

    @Override
    public boolean seek(long millis) {
        return onLoop(() -> {
            if (playback == null || !file.isSeekable() || millis < 0 || millis > file.durationMillis()) {
                return false;
            }
            playback.stop();
            begin(millis);
            if (state == UriState.PAUSE && playback != null) {
                playback.pause();
            }
            return playback != null;
        });
    }

    /** What a playback passes on, as long as it is the current one. */
    private final class Output implements Playback.Output {
        private Playback playback;

        private void onLoopIfCurrent(Consumer<PlayedMedia> task) {
            loop.run(() -> {
                if (PlayerTransport.this.playback == playback) {
                    task.accept(media);
                }
            });
        }

        @Override
        public void opened(Optional<Long> durationMillis) {
            onLoopIfCurrent(to -> {
                file = durationMillis.map(PlayedFile::new).orElse(PlayedFile.UNKNOWN);
                if (state == UriState.STOP) {
                    changeTo(UriState.START);
                }
            });
        }

        @Override
        public void vp8(byte[] frame, long dueNanos) {
            onLoopIfCurrent(to -> to.vp8(frame, dueNanos));
        }

        @Override
        public void h264(AvcConfiguration configuration, List<byte[]> units, long dueNanos) {
            onLoopIfCurrent(to -> to.h264(configuration, units, dueNanos));
        }

        @Override
        public void audio(byte[] opus, long dueNanos) {
            onLoopIfCurrent(to -> to.audio(opus, dueNanos));
        }

        @Override
        public void ended() {
            onLoopIfCurrent(to -> {
                end();
                endFeed(MediaKind.AUDIO);
                endFeed(MediaKind.VIDEO);
                PlayerTransport.this.notify(MediaTransportListener::endOfStream);
            });
        }

        @Override
        public void failed(boolean invalidMedia, String reason) {
            onLoopIfCurrent(to -> {
                PlayerTransport.this.notify(listener -> listener.unplayable(invalidMedia, reason));
                end();
            });
        }
    }

    @Override
    InboundMedia producer(MediaKind kind) {
        return media.inbound(kind);
    }

    @Override
    OutboundMedia outbound(MediaKind kind) {
        return null;
    }

    @Override
    boolean takes(MediaKind kind) {
        return false;
    }

    @Override
    void tick(long now) {
        media.tick(now);
    }

    @Override
    public List<RtpStreamStats> streamStats() {
        return onLoop(media::stats);
    }

    @Override
    void release() {
        if (playback != null) {
            playback.stop();
            playback = null;
        }
        media.close();
    }
}
