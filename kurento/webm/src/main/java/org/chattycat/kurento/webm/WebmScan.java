package org.chattycat.kurento.webm;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the places of a file's elements, by their headers only. Positions are bytes from the beginning of the file. */
final class WebmScan {
    /**
     * A cluster.
     *
     * @param contentStart where its content begins, after its size
     * @param keyframe whether the indexed track can be decoded from it on
     */
    record Cluster(long start, long contentStart, long end, long millis, boolean keyframe) {}

    private static final int BUFFER_BYTES = 64 << 10;
    /** A frame lasts at least so long, if nothing follows it. */
    private static final long SHORTEST_FRAME_MILLIS = 20;

    private final long fileBytes;
    private long segmentContent = -1;
    private long seekHeadPlace = -1;
    private long durationPlace = -1;
    private long infoPlace = -1;
    private long tracksPlace = -1;
    private boolean finished;
    private int indexedTrack = -1;
    private final List<Cluster> clusters = new ArrayList<>();
    private final Map<Integer, Long> lastMillis = new HashMap<>();
    private long durationMillis;

    private long clusterStart = -1;
    private long clusterContent;
    private long clusterMillis;
    private boolean clusterKeyframe;
    private boolean clusterIndexed;
    private long wholeUntil;

    private WebmScan(Path file) throws IOException {
        this.fileBytes = Files.size(file);
    }

    /** @throws WebmException if {@link WebmWriter} has not written the file */
    static WebmScan of(Path file) throws IOException {
        WebmScan scan = new WebmScan(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            scan.scan(new EbmlReader(in));
        } catch (EOFException e) {
            // The file ends within an element, which is cut off.
        }
        scan.endCluster();
        if (!scan.finished && (scan.tracksPlace < 0 || scan.durationPlace < 0 || scan.seekHeadPlace < 0)) {
            throw new WebmException("the file has no place for an index");
        }
        return scan;
    }

    private void scan(EbmlReader ebml) throws IOException {
        while (!finished && ebml.next()) {
            long end = ebml.size() == EbmlReader.UNKNOWN_SIZE ? ebml.position() : ebml.position() + ebml.size();
            boolean entered = ebml.id() == EbmlId.SEGMENT || ebml.id() == EbmlId.CLUSTER;
            if (!entered && end > fileBytes) {
                throw new EOFException();
            }
            element(ebml);
            wholeUntil = ebml.position();
        }
    }

    private void element(EbmlReader ebml) throws IOException {
        switch (ebml.id()) {
            case EbmlId.SEGMENT -> segmentContent = ebml.position();
            case EbmlId.SEEK_HEAD -> finished = true;
            case EbmlId.VOID -> {
                if (ebml.start() == segmentContent) {
                    seekHeadPlace = ebml.start();
                }
                ebml.skip();
            }
            case EbmlId.INFO -> {
                infoPlace = ebml.start();
                long content = ebml.position();
                EbmlReader info = ebml.children();
                while (info.next()) {
                    if (info.id() == EbmlId.VOID) {
                        durationPlace = content + info.start();
                    }
                    info.skip();
                }
            }
            case EbmlId.TRACKS -> {
                tracksPlace = ebml.start();
                indexedTrack = indexed(WebmReader.tracks(ebml.children()));
            }
            case EbmlId.CLUSTER -> {
                endCluster();
                clusterStart = ebml.start();
                clusterContent = ebml.position();
                clusterKeyframe = false;
                clusterIndexed = false;
            }
            case EbmlId.TIMESTAMP -> clusterMillis = ebml.uint();
            case EbmlId.SIMPLE_BLOCK -> block(ebml);
            default -> ebml.skip();
        }
    }

    private void block(EbmlReader ebml) throws IOException {
        byte[] start = ebml.bytes();
        if (start.length < 4) {
            throw new WebmException("a frame of the file is damaged");
        }
        int track = start[0] & 0x7f;
        long millis = clusterMillis + (short) ((start[1] & 0xff) << 8 | start[2] & 0xff);
        Long before = lastMillis.put(track, millis);
        long lasts = before == null ? SHORTEST_FRAME_MILLIS : Math.max(SHORTEST_FRAME_MILLIS, millis - before);
        durationMillis = Math.max(durationMillis, millis + lasts);
        if (track == indexedTrack && !clusterIndexed) {
            clusterIndexed = true;
            clusterKeyframe = (start[3] & 0x80) != 0;
        }
    }

    /** The video, if there is one. */
    private static int indexed(List<WebmTrack> tracks) {
        return tracks.stream()
                .filter(track -> track.type() == WebmTrack.Type.VIDEO)
                .findFirst()
                .or(() -> tracks.stream().findFirst())
                .map(WebmTrack::number)
                .orElse(-1);
    }

    private void endCluster() {
        if (clusterStart >= 0) {
            clusters.add(new Cluster(clusterStart, clusterContent, wholeUntil, clusterMillis, clusterKeyframe));
        }
        clusterStart = -1;
    }

    /** Whether the file already has an index. Then nothing else is known. */
    boolean isFinished() {
        return finished;
    }

    long segmentContent() {
        return segmentContent;
    }

    long seekHeadPlace() {
        return seekHeadPlace;
    }

    long durationPlace() {
        return durationPlace;
    }

    long infoPlace() {
        return infoPlace;
    }

    long tracksPlace() {
        return tracksPlace;
    }

    /** The track to which positions in the index belong. */
    int indexedTrack() {
        return indexedTrack;
    }

    List<Cluster> clusters() {
        return clusters;
    }

    long durationMillis() {
        return durationMillis;
    }

    /** Where the last whole element ends. */
    long wholeUntil() {
        return wholeUntil;
    }
}
