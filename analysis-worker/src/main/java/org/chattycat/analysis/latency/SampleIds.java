package org.chattycat.analysis.latency;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids that sort by time (UUID version 7, RFC 9562 section 5.7), so that an index of them grows at its end. */
final class SampleIds {
    private SampleIds() {}

    static UUID at(long epochMillis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = epochMillis << 16 | 0x7000 | random.nextInt(0x1000);
        long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
