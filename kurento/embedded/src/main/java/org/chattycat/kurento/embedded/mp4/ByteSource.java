package org.chattycat.kurento.embedded.mp4;

import java.io.EOFException;
import java.io.IOException;

/** The bytes of a file, to be read at any position that can still be reached. */
interface ByteSource {
    /**
     * @param length at most what the caller is ready to hold in memory
     * @throws EOFException if the file ends before
     * @throws Mp4Exception if the position cannot be reached any more
     */
    byte[] read(long position, int length) throws IOException;

    /** How far before the last byte that was read a position may be, in bytes. */
    long reach();
}
