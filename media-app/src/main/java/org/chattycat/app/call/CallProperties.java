package org.chattycat.app.call;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds and time-outs of call sockets.
 *
 * @param silence without a message for this long a page counts as lost: three of its pings
 * @param tick how often silence is looked for
 * @param joinTimeout how long a socket may stay open without joining a room
 * @param sendTimeout how long one message to a page may take
 * @param maxMessageSize of a message from a page: a session description with every codec a browser has is a quarter
 * @param maxQueuedMessages to one page: somebody who enters a full room gets about ten for each of 50 people
 * @param maxQueuedSize to one page: the same in answers of about 5 kB
 * @param messagesPerSecond from one page, in the long run
 * @param messageBurst from one page at once: entering a full room takes ten or so messages for each of 50 people
 * @param maxWaitingTasks of one room: everybody's burst at once means that something hangs
 * @param maxSocketsPerAccount on one instance: a few devices and what reloading leaves behind
 * @param threads for rooms, and as many for sending
 * @param iceServers offered to browsers, in addition to the media server's own addresses
 * @param turn a relay that takes time-limited credentials
 */
@Validated
@ConfigurationProperties("chattycat.call")
public record CallProperties(
        @NotNull Duration silence,
        @NotNull Duration tick,
        @NotNull Duration joinTimeout,
        @NotNull Duration sendTimeout,
        @NotNull DataSize maxMessageSize,
        @Min(10) int maxQueuedMessages,
        @NotNull DataSize maxQueuedSize,
        @Min(1) int messagesPerSecond,
        @Min(10) int messageBurst,
        @Min(10) int maxWaitingTasks,
        @Min(1) int maxSocketsPerAccount,
        @Min(2) @Max(1000) int threads,
        @DefaultValue List<@Valid Ice> iceServers,
        @DefaultValue @Valid Turn turn) {

    /** One entry of RTCConfiguration's iceServers. */
    public record Ice(@NotNull List<String> urls, String username, String credential) {}

    /**
     * A relay such as coturn with {@code use-auth-secret}: each page gets a name and password of its own that expire.
     *
     * @param secret shared with the relay
     */
    public record Turn(
            @DefaultValue List<String> urls,
            @DefaultValue("") String secret,
            Duration lifetime) {
        @Override
        public String toString() {
            return "Turn[urls=" + urls + ", lifetime=" + lifetime + "]";
        }
    }
}
