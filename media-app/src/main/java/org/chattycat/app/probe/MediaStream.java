package org.chattycat.app.probe;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.chattycat.kurento.peer.SyntheticPeer;
import org.chattycat.kurento.rtp.rtcp.RtcpType;
import org.chattycat.kurento.rtp.rtcp.RtcpWriter;

/** One connection in a {@link MediaLoop}. Everything runs on the loop's thread, unless it says otherwise. */
abstract class MediaStream {
    static final int VIDEO = 96;
    static final int AUDIO = 111;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Browsers send a connectivity check every 2.5 to 5 s. */
    private static final int SECONDS_PER_CHECK = 4;

    private final MediaConnection connection;
    private final Consumer<Exception> failure;
    private final RtcpWriter report = new RtcpWriter(300, "page");
    private long seconds;
    private volatile boolean ended;

    MediaStream(MediaConnection connection, Consumer<Exception> failure) {
        this.connection = connection;
        this.failure = failure;
    }

    final SyntheticPeer peer() {
        return connection.peer();
    }

    /** On any thread. */
    final String publicationId() {
        return connection.publicationId();
    }

    /** On any thread. */
    final boolean isEnded() {
        return ended;
    }

    void started(MediaLoop loop) throws IOException {
        each(loop, SECOND);
    }

    private void each(MediaLoop loop, long pause) {
        loop.at(System.nanoTime() + pause, this, () -> {
            each(loop, SECOND);
            if (seconds++ % SECONDS_PER_CHECK == 0) {
                peer().sendCheck();
            }
            write(report.reset());
            peer().sendRtcp(report.buffer(), report.length());
        });
    }

    /** Writes the report of a second. */
    abstract void write(RtcpWriter report);

    abstract void rtp(byte[] packet, int length);

    abstract void rtcp(byte[] packet, int length);

    final void read() throws IOException {
        for (int length = peer().poll(); length > 0 && !ended; length = peer().poll()) {
            byte[] packet = peer().received();
            if (RtcpType.isRtcp(packet[1])) {
                rtcp(packet, length);
            } else {
                rtp(packet, length);
            }
        }
    }

    final void fail(Exception e) {
        end();
        failure.accept(e);
    }

    void end() {
        ended = true;
        connection.close();
    }
}
