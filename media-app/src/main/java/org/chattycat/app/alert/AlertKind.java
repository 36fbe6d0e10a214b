package org.chattycat.app.alert;

/** What a rule is about. The names are stored and are those of the GraphQL type. */
enum AlertKind {
    /** The 95th percentile of the latency of each second, in ms. */
    LATENCY(1, 60_000),
    /** A video whose clock was read before is not read any more. */
    NO_READING(0, 0),
    /** The share of packets that were lost on the way to the worker, in percent. */
    LOSS(0.1, 100);

    private final double least;
    private final double most;

    AlertKind(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /** Whether a rule of this kind can have this threshold; null stands for none. */
    boolean accepts(Double threshold) {
        return this == NO_READING ? threshold == null : threshold != null && threshold >= least && threshold <= most;
    }

    /** Says which thresholds are possible. */
    String range() {
        return switch (this) {
            case LATENCY -> "A rule about latency needs a threshold of 1 to 60000 ms.";
            case NO_READING -> "A rule about missing readings has no threshold.";
            case LOSS -> "A rule about loss needs a threshold of 0.1 to 100 percent.";
        };
    }
}
