package org.chattycat.kurento.embedded.playing;

/** How much sound an Opus packet contains (RFC 6716 section 3.1). */
final class OpusDuration {
    /** Of the frames of SILK, hybrid and CELT, by the two or three lowest bits of the configuration; in units of 1/48000 s. */
    private static final int[] SILK = {480, 960, 1920, 2880};

    private static final int[] HYBRID = {480, 960};
    private static final int[] CELT = {120, 240, 480, 960};

    private OpusDuration() {}

    /** @return in units of 1/48000 s; 0 for an empty packet */
    static int ticks(byte[] packet) {
        if (packet.length == 0) {
            return 0;
        }
        int configuration = (packet[0] & 0xff) >> 3;
        int frame;
        if (configuration < 12) {
            frame = SILK[configuration & 3];
        } else if (configuration < 16) {
            frame = HYBRID[configuration & 1];
        } else {
            frame = CELT[configuration & 3];
        }
        return switch (packet[0] & 3) {
            case 0 -> frame;
            case 1, 2 -> 2 * frame;
            default -> packet.length < 2 ? 0 : (packet[1] & 0x3f) * frame;
        };
    }
}
