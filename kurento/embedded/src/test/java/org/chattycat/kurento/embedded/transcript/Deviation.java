package org.chattycat.kurento.embedded.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A known difference between this server and the recorded one. docs/embedded-kurento.md contains the same list. */
enum Deviation {
    OWN_VERSION(".*\\.version: .*", "the version is that of the interface served; the recorded server was a snapshot"),
    NO_BUILD_TIME(".*\\.generationTime: .*", "nothing here is generated from the interface description"),
    FEWER_TYPES(".*\\.factories: .*", "mixers, players and recorders need a decoder"),
    NO_GHOST_SESSIONS(".*getSessions.*", "the recorded server lists an empty id for each session, an error of its own"),
    WHOLE_KMD(".*getKmd.*", "the text was left out of the recording"),
    EVERY_INTERFACE(".*getNetworkInterfaces.*", "the recorded server was configured to use lo"),
    NO_BINS(".*\\.binName: .*", "there are no GStreamer bins to name");

    private final String pattern;
    private final String reason;

    Deviation(String pattern, String reason) {
        this.pattern = Objects.requireNonNull(pattern);
        this.reason = Objects.requireNonNull(reason);
    }

    /** The differences that no deviation explains. */
    static List<String> unexplained(List<String> differences) {
        List<String> rest = new ArrayList<>(differences);
        for (Deviation deviation : values()) {
            rest.removeIf(difference -> difference.matches("(?s)" + deviation.pattern));
        }
        return rest;
    }

    @Override
    public String toString() {
        return name() + ": " + reason;
    }
}
