package org.chattycat.app.call;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an endpoint receives a publication from its publisher, or sends it to a viewer. */
enum EndpointRole {
    @JsonProperty("publisher")
    PUBLISHER,
    @JsonProperty("viewer")
    VIEWER
}
