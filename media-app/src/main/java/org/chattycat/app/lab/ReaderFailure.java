package org.chattycat.app.lab;

import java.time.Duration;
import java.util.Map;

/** Why a video has no result. The message is a sentence for people. */
final class ReaderFailure extends Exception {
    private static final long serialVersionUID = 1;

    static final String UNREADABLE = "This video cannot be read; it may be damaged.";

    private static final String DAMAGED = "This video is damaged or incomplete: it cannot be opened.";

    /** Holds the limit in minutes. */
    private static final String TOO_LONG = "This video is longer than %d minutes; cut it and try again.";

    /** What the reader says, and what that means for a file that begins like a video. */
    private static final Map<String, String> SENTENCES = Map.of(
            "incomplete or damaged", DAMAGED,
            "not an IVF", DAMAGED,
            "holds no video", "This file holds no video; choose a file with pictures.",
            "no decoder", "This video is in a format that cannot be read here; record it as H.264 or HEVC.",
            "too large a video", "This video has more than 3840 x 2160 pixels; record it smaller.",
            "longer than", TOO_LONG,
            "no picture", "This video is damaged: no picture of it can be read.");

    ReaderFailure(String sentence) {
        super(sentence, null, false, false);
    }

    /** @param errors what the process wrote to standard error */
    static ReaderFailure of(String errors, Duration maxDuration) {
        return new ReaderFailure(SENTENCES.entrySet().stream()
                .filter(entry -> errors.contains(entry.getKey()))
                .map(entry -> entry.getValue().formatted(maxDuration.toMinutes()))
                .findFirst()
                .orElse(UNREADABLE));
    }
}
