package org.chattycat.app.kurento;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which media servers there are and how they are used.
 *
 * @param uris WebSocket addresses such as {@code ws://host:8888/kurento}; none: an embedded one is started
 * @param requestTimeout how long one request may take
 * @param connectTimeout how long connecting may take
 * @param pingInterval how often each server is asked for a sign of life
 * @param pingTimeout after what silence it counts as frozen
 * @param floorHold how long after the first picture the publisher's bit rate floor stays up
 */
@Validated
@ConfigurationProperties("chattycat.kurento")
public record KurentoProperties(
        @DefaultValue
        List<@Pattern(regexp = "wss?://[^\\s]+", message = "must look like ws://host:8888/kurento") String> uris,

        @NotNull Duration requestTimeout,
        @NotNull Duration connectTimeout,
        @NotNull Duration pingInterval,
        @NotNull Duration pingTimeout,
        @NotNull Duration floorHold,
        @NotNull @Valid Bitrates bitrates) {

    /**
     * Video bit rates in kbit/s.
     *
     * @param start where the publishing browser begins, and the floor until its media flows: 720p within a second
     * @param floor what the floor is lowered to then, so that a weak uplink is not drowned
     * @param max what a viewer may be sent; Kurento's default of 500 would cap the publisher for everybody
     */
    public record Bitrates(
            @Min(100) @Max(20_000) int start,
            @Min(30) @Max(20_000) int floor,
            @Min(100) @Max(20_000) int max) {}
}
