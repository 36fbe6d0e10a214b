package org.chattycat.kurento.embedded.router;

/**
 * Configured bandwidth limits in kbit/s; 0 means that there is no limit, as in Kurento's protocol.
 *
 * @param maxVideoReceive upper limit requested from the sender ({@code b=AS} and REMB)
 * @param minVideoReceive lower limit of what REMB requests from the sender
 * @param maxVideoSend upper limit of what is sent (caps the REMB that is passed on to the source)
 * @param minVideoSend lower limit of what is sent
 * @param maxAudioReceive upper limit requested from the sender of audio
 */
public record Bandwidth(
        int maxVideoReceive, int minVideoReceive, int maxVideoSend, int minVideoSend, int maxAudioReceive) {
    /** No limit at all. */
    public static final Bandwidth UNLIMITED = new Bandwidth(0, 0, 0, 0, 0);

    /** An upper limit in bit/s that limits nothing. */
    static final long UNLIMITED_BPS = Long.MAX_VALUE;

    /** @param kbps an upper limit as it is configured, 0 for none */
    static long upperLimitBps(int kbps) {
        return kbps > 0 ? kbps * 1_000L : UNLIMITED_BPS;
    }

    long maxVideoReceiveBps() {
        return upperLimitBps(maxVideoReceive);
    }

    long minVideoReceiveBps() {
        return minVideoReceive * 1_000L;
    }

    long minVideoSendBps() {
        return minVideoSend * 1_000L;
    }
}
