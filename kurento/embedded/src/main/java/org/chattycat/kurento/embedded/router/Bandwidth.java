package org.chattycat.kurento.embedded.router;

/**
 * Limits in kbit/s; 0 means none.
 *
 * @param maxVideoReceive upper limit asked of the sender ({@code b=AS} and REMB)
 * @param minVideoReceive lower limit for what REMB asks of the sender
 * @param maxVideoSend upper limit of what is sent (caps the REMB passed on to the source)
 * @param minVideoSend lower limit of what is sent
 * @param maxAudioReceive upper limit asked of the sender of audio
 */
public record Bandwidth(
        int maxVideoReceive, int minVideoReceive, int maxVideoSend, int minVideoSend, int maxAudioReceive) {
    public static final Bandwidth UNLIMITED = new Bandwidth(0, 0, 0, 0, 0);
}
