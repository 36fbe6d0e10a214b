package org.chattycat.kurento.webm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Adds duration, sizes and an index (RFC 9559 section 22) to a file that {@link WebmWriter} has written, so that players can seek
 * in it. Cuts off an element that its writer, killed within it, has not completed.
 */
public final class WebmFinisher {
    private WebmFinisher() {}

    /**
     * Finishes a file, in place. Does nothing to a file that is finished. An interrupted finish can be repeated: the beginning of
     * the file, which says that it is finished, is written last.
     *
     * @throws WebmException if {@link WebmWriter} has not written the file
     */
    public static void finish(Path file) throws IOException {
        WebmScan scan = WebmScan.of(file);
        if (scan.isFinished()) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long cues = scan.wholeUntil();
            channel.truncate(cues);
            byte[] index = EbmlWriter.bytes(out -> out.master(EbmlId.CUES, points -> addPoints(points, scan)));
            write(channel, index, cues);
            for (WebmScan.Cluster cluster : scan.clusters()) {
                writeSize(channel, cluster.contentStart(), cluster.end());
            }
            writeSize(channel, scan.segmentContent(), cues + index.length);
            double ticks = scan.durationMillis() * 1e6 / WebmLayout.NANOS_PER_TICK;
            write(channel, EbmlWriter.bytes(out -> out.float64(EbmlId.DURATION, ticks)), scan.durationPlace());
            channel.force(false);
            write(channel, EbmlWriter.bytes(out -> addPositions(out, scan, cues)), scan.seekHeadPlace());
        }
    }

    private static void addPoints(EbmlWriter points, WebmScan scan) throws IOException {
        for (WebmScan.Cluster cluster : scan.clusters()) {
            if (cluster.keyframe()) {
                points.master(EbmlId.CUE_POINT, point -> {
                    point.uint(EbmlId.CUE_TIME, cluster.millis());
                    point.master(EbmlId.CUE_TRACK_POSITIONS, place -> {
                        place.uint(EbmlId.CUE_TRACK, scan.indexedTrack());
                        place.uint(EbmlId.CUE_CLUSTER_POSITION, cluster.start() - scan.segmentContent());
                    });
                });
            }
        }
    }

    /** Exactly as long as what was left free for it. */
    private static void addPositions(EbmlWriter out, WebmScan scan, long cues) throws IOException {
        byte[] head = EbmlWriter.bytes(to -> to.master(EbmlId.SEEK_HEAD, seeks -> {
            addPosition(seeks, EbmlId.INFO, scan.infoPlace() - scan.segmentContent());
            addPosition(seeks, EbmlId.TRACKS, scan.tracksPlace() - scan.segmentContent());
            addPosition(seeks, EbmlId.CUES, cues - scan.segmentContent());
        }));
        out.raw(head);
        out.reserve(WebmLayout.SEEK_HEAD_BYTES - head.length);
    }

    private static void addPosition(EbmlWriter seeks, int id, long position) throws IOException {
        seeks.master(EbmlId.SEEK, seek -> {
            seek.uint(EbmlId.SEEK_ID, id);
            seek.uint(EbmlId.SEEK_POSITION, position);
        });
    }

    private static void writeSize(FileChannel channel, long contentStart, long end) throws IOException {
        write(channel, EbmlWriter.longSize(end - contentStart), contentStart - EbmlWriter.LONG_SIZE_BYTES);
    }

    private static void write(FileChannel channel, byte[] bytes, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
    }
}
