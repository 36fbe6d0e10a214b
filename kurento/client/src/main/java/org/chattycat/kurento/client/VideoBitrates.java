package org.chattycat.kurento.client;

/**
 * Video bit rates in kbit/s.
 *
 * @param start where a publishing browser begins, and the floor until its media flows: 720p within a second
 * @param floor what the floor is lowered to once media flows, so that it cannot exceed a weak uplink
 * @param max the most that a viewer is sent; Kurento's default of 500 would cap the publisher for everybody
 */
public record VideoBitrates(int start, int floor, int max) {
    private static final int HIGHEST = 20_000;

    public VideoBitrates {
        requireBetween(100, start, "start");
        requireBetween(30, floor, "floor");
        requireBetween(100, max, "max");
    }

    private static void requireBetween(int lowest, int value, String name) {
        if (value < lowest || value > HIGHEST) {
            throw new IllegalArgumentException(
                    "The bit rate " + name + " must be between " + lowest + " and " + HIGHEST + " kbit/s");
        }
    }
}
