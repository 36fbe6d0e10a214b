package org.chattycat.app.call;

import com.fasterxml.jackson.annotation.JsonProperty;

/** On which side of a publication a page is. */
enum EndpointRole {
    @JsonProperty("publisher")
    PUBLISHER,
    @JsonProperty("viewer")
    VIEWER
}
