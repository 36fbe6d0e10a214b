package org.chattycat.kurento.rtp;

/** Arithmetic on 16-bit sequence numbers, which wrap around (RFC 3550 appendix A.1). */
public final class SequenceNumbers {
    private SequenceNumbers() {}

    /** @return how far {@code a} is ahead of {@code b}, −32768 to 32767 */
    public static int difference(int a, int b) {
        return (short) (a - b);
    }

    /** @return the extended number nearest to {@code reference} whose low 16 bits are {@code sequenceNumber} */
    public static long extend(int sequenceNumber, long reference) {
        return reference + (short) (sequenceNumber - (int) reference);
    }
}
