package org.chattycat.app.lab;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import org.chattycat.app.platform.config.OwnerOnly;

/** Writes an upload to the disk as it arrives. */
final class VideoUpload {
    private static final int BUFFER_BYTES = 64 * 1024;
    /** Bytes that show what kind of file it is. */
    private static final int HEAD_BYTES = 12;

    private static final byte[] MATROSKA = {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3};
    private static final byte[] IVF = "DKIF".getBytes(StandardCharsets.US_ASCII);
    /** The first box of an MP4 or MOV file; older MOV files have no ftyp. */
    private static final Set<String> BOXES = Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");

    private final LabProperties properties;

    VideoUpload(LabProperties properties) {
        this.properties = properties;
    }

    /**
     * Stores all bytes of the upload in the job's folder, and refuses a file that is no video by its first bytes.
     *
     * @param length that the client announced
     * @throws org.chattycat.app.platform.site.ProblemException when the upload is refused
     * @throws IOException when the disk cannot be written
     */
    void receive(InputStream body, long length, LabJob job) throws IOException {
        OwnerOnly.folder(job.folder());
        OwnerOnly.file(job.video());
        byte[] head = new byte[HEAD_BYTES];
        int headLength = 0;
        try (OutputStream file = Files.newOutputStream(job.video())) {
            long deadline = System.nanoTime() + properties.uploadLimit().toNanos();
            long received = 0;
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
                received += read;
                if (received > properties.maxSize().toBytes()) {
                    throw Refusals.tooLarge(properties.maxSize());
                }
                if (System.nanoTime() > deadline) {
                    throw Refusals.tooSlow();
                }
                if (job.isCancelled()) {
                    throw Refusals.unknown();
                }
                int missing = Math.min(read, HEAD_BYTES - headLength);
                System.arraycopy(buffer, 0, head, headLength, missing);
                headLength += missing;
                file.write(buffer, 0, read);
            }
            if (received < length) {
                throw Refusals.incomplete();
            }
        }
        if (headLength < HEAD_BYTES || !isVideo(head)) {
            throw Refusals.noVideo();
        }
    }

    /** Distinguishes a connection that broke from a disk that cannot be written. */
    private static int read(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (EOFException e) {
            return -1;
        } catch (IOException e) {
            throw Refusals.incomplete();
        }
    }

    private static boolean isVideo(byte[] head) {
        String box = new String(head, 4, 4, StandardCharsets.US_ASCII);
        return BOXES.contains(box) || startsWith(head, MATROSKA) || startsWith(head, IVF);
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }
}
