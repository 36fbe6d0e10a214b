package org.chattycat.app.call;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** A reaction that floats over the tile of whoever sends it. The page knows how each looks. */
enum Reaction {
    @JsonProperty("thumbsUp")
    THUMBS_UP,
    @JsonProperty("clap")
    CLAP,
    @JsonProperty("heart")
    HEART,
    @JsonProperty("laugh")
    LAUGH,
    @JsonProperty("surprise")
    SURPRISE,
    @JsonProperty("party")
    PARTY;

    static Optional<Reaction> of(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findAny();
    }
}
