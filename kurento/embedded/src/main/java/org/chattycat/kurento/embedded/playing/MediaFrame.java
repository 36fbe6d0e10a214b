package org.chattycat.kurento.embedded.playing;

import java.io.IOException;

/**
 * A picture or a packet of sound of a file.
 *
 * @param decodeNanos when it is due to be sent, since the beginning of the file; frames of both kinds come in this order
 * @param presentNanos when it is due to be seen or heard
 * @param keyframe whether it can be decoded without earlier frames
 * @param content its bytes, to be read before the next frame
 */
record MediaFrame(boolean video, long decodeNanos, long presentNanos, boolean keyframe, Content content) {
    /** Reads bytes that may not be wanted. */
    interface Content {
        /** @throws java.io.EOFException if the file ends before them because its writer was killed */
        byte[] read() throws IOException;
    }
}
