package org.chattycat.app.call;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.chattycat.app.platform.limits.RateLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits and time-outs of call sockets.
 *
 * @param silence a page that sends nothing for this long counts as disconnected: three of its pings
 * @param tick the interval of the search for silent pages
 * @param joinTimeout how long a socket may stay open without joining a meeting
 * @param sendTimeout how long it may take to send one message to a page
 * @param maxMessageSize the largest message from a page: four times a session description with all codecs of a browser
 * @param maxQueuedMessages messages waiting for one page: one that joins a full room gets about ten for each of 50 people
 * @param maxQueuedSize size of the messages waiting for one page: the same number of answers of about 5 kB
 * @param messagesPerSecond from one page, on average
 * @param messageBurst from one page at once: one that joins a full room sends about ten for each of 50 people
 * @param maxWaitingTasks tasks waiting in one room: more than the bursts of all its pages mean that a task hangs
 * @param maxSocketsPerAccount on one instance: a few devices, and the sockets that reloads leave behind
 * @param gesturesPerParticipant how often one may raise or lower the hand, or react: everybody sees it
 * @param threads for rooms, and the same number for sending
 * @param iceServers offered to browsers in addition to the media server's own addresses
 * @param turn a TURN relay that accepts time-limited credentials
 */
@Validated
@ConfigurationProperties("chattycat.call")
record CallProperties(
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
        @NotNull @Valid RateLimit gesturesPerParticipant,
        @Min(2) @Max(1000) int threads,
        @DefaultValue List<@Valid Ice> iceServers,
        @DefaultValue @Valid Turn turn) {

    /** One entry of {@code iceServers} in RTCConfiguration. */
    record Ice(@NotNull List<String> urls, String username, String credential) {}

    /**
     * A TURN relay such as coturn with {@code use-auth-secret}: each page gets its own user name and password, which expire.
     *
     * @param secret shared with the relay
     */
    record Turn(
            @DefaultValue List<String> urls,
            @DefaultValue("") String secret,
            Duration lifetime) {
        @Override
        public String toString() {
            return "Turn[urls=" + urls + ", lifetime=" + lifetime + "]";
        }
    }
}
