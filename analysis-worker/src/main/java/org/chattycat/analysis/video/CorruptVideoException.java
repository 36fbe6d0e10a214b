package org.chattycat.analysis.video;

/** Bytes that are no picture: damaged, or larger than the cap. The decoder stays usable; feed it a keyframe next. */
public final class CorruptVideoException extends Exception {
    CorruptVideoException(String message) {
        super(message);
    }
}
