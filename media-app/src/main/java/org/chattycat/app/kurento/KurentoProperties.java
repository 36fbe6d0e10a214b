package org.chattycat.app.kurento;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.chattycat.kurento.client.KurentoClientProperties;
import org.chattycat.kurento.client.VideoBitrates;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which media servers there are and how calls use them. {@link KurentoClientProperties} has the time limits.
 *
 * @param uris addresses of media servers such as {@code ws://host:8888/kurento}, with commas between them; empty: an
 *     embedded one
 * @param floorHold how long after the first frame the floor of the publisher's bit rate is kept
 * @param failover how long a media server must not have answered before its meetings go on on another one
 * @param fullHold how long a media server gets no new meetings after it has refused somebody because it was full
 */
@Validated
@ConfigurationProperties("chattycat.kurento")
public record KurentoProperties(
        @DefaultValue
        List<@Pattern(regexp = "wss?://[^\\s]+", message = "must look like ws://host:8888/kurento") String> uris,

        @NotNull @DurationMin Duration floorHold,
        @NotNull @DurationMin Duration failover,
        @NotNull @DurationMin Duration fullHold,
        @NotNull @NestedConfigurationProperty VideoBitrates bitrates) {}
