package org.chattycat.app.call;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which picture of a publication a viewer wants, or is sent. The sound is sent with each of them. */
enum Picture {
    /** The picture that is measured: a camera as it is, or a screen. */
    @JsonProperty("large")
    LARGE,
    /** A small version of a camera; the large one where its publisher sends no other. */
    @JsonProperty("small")
    SMALL,
    @JsonProperty("none")
    NONE
}
