package org.chattycat.app.kurento;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.chattycat.kurento.client.KurentoClientProperties;
import org.chattycat.kurento.client.VideoBitrates;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which media servers there are and how calls use them. {@link KurentoClientProperties} has the time limits.
 *
 * @param uris WebSocket addresses such as {@code ws://host:8888/kurento}; if empty, an embedded server is started
 * @param floorHold how long after the first frame the publisher's bit rate floor is kept
 */
@Validated
@ConfigurationProperties("chattycat.kurento")
public record KurentoProperties(
        @DefaultValue
        List<@Pattern(regexp = "wss?://[^\\s]+", message = "must look like ws://host:8888/kurento") String> uris,

        @NotNull Duration floorHold,
        @NotNull VideoBitrates bitrates) {}
