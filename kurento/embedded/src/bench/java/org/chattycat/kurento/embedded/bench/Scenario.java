package org.chattycat.kurento.embedded.bench;

/**
 * A load: every publisher sends 30 frames/s at 1 Mbit/s to each of its viewers.
 *
 * @param name as given on the command line
 * @param viewers number per publisher
 * @param cold whether to measure a JVM that has just started, once
 */
record Scenario(String name, int publishers, int viewers, boolean cold) {
    static final int PACKETS_PER_FRAME = 4;
    static final int FRAMES_PER_SECOND = 30;
    /** Of an RTP packet before encryption, in bytes: 4 packets, 30 times a second, are 1 Mbit/s. */
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
