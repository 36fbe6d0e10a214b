package org.chattycat.app.meeting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How good the connection is over which a page sends a publication, as that page judges it; {@link #GOOD} while it is unknown. */
public enum Uplink {
    @JsonProperty("good")
    GOOD,
    @JsonProperty("fair")
    FAIR,
    @JsonProperty("poor")
    POOR,
    @JsonProperty("lost")
    LOST;

    /** The name in messages and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other name */
    static Uplink of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
