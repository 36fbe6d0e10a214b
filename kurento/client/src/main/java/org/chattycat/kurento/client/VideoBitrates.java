package org.chattycat.kurento.client;

/**
 * Video bit rates in kbit/s. Descriptions of its settings are in media-app, because the compiler finds none in jars.
 *
 * @param start bit rate in kbit/s at which a browser starts to send, and the floor until its video flows
 * @param floor bit rate in kbit/s to which the floor is lowered once video flows, so that a weak uplink is not overloaded
 * @param max the highest bit rate in kbit/s that a viewer is sent
 */
public record VideoBitrates(int start, int floor, int max) {
    /** A small picture of a camera (180p, at most 15 frames a second) needs no more, and is useless with less. */
    public static final VideoBitrates SMALL_PICTURE = new VideoBitrates(150, 100, 150);

    private static final int HIGHEST = 20_000;

    public VideoBitrates {
        requireBetween(100, start, "start");
        requireBetween(30, floor, "floor");
        requireBetween(100, max, "max");
    }

    private static void requireBetween(int lowest, int value, String name) {
        if (value < lowest || value > HIGHEST) {
            throw new IllegalArgumentException("chattycat.kurento.bitrates." + name + " must be between " + lowest
                    + " and " + HIGHEST + " kbit/s");
        }
    }
}
