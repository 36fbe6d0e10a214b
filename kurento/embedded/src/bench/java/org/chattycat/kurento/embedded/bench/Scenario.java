package org.chattycat.kurento.embedded.bench;

/**
 * A load to forward: every publisher sends 1 Mbit/s of 30 frames/s, every one of its viewers gets it.
 *
 * @param name as printed
 * @param viewers of each publisher
 * @param cold whether the load begins on a JVM that has just started, and is not repeated
 */
record Scenario(String name, int publishers, int viewers, boolean cold) {
    static final int PACKETS_PER_FRAME = 4;
    static final int FRAMES_PER_SECOND = 30;
    /** RTP packet before protection: 4 of them 30 times a second are 1 Mbit/s. */
    static final int PACKET_LENGTH = 1042;

    static Scenario parse(String name) {
        boolean cold = name.endsWith("-cold");
        String[] sizes = name.replace("-cold", "").split("x");
        if (sizes.length != 2) {
            throw new IllegalArgumentException("a scenario is PUBLISHERSxVIEWERS[-cold], not " + name);
        }
        return new Scenario(name, Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), cold);
    }

    int streams() {
        return publishers * viewers;
    }
}
