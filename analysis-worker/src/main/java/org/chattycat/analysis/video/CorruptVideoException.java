package org.chattycat.analysis.video;

/** Bytes that are damaged or exceed the size limit. The decoder remains usable; decode a keyframe next. */
public final class CorruptVideoException extends Exception {
    CorruptVideoException(String message) {
        super(message);
    }
}
