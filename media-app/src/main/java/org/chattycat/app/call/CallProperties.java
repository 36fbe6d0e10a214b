package org.chattycat.app.call;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.chattycat.app.platform.config.PositiveSize;
import org.chattycat.app.platform.limits.RateLimit;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits and time-outs of call sockets.
 *
 * @param silence a page that sends nothing for this long counts as disconnected; it sends a ping in a third of this time
 * @param tick the interval of the search for silent pages
 * @param joinTimeout how long a socket can stay open without joining a meeting
 * @param sendTimeout how long it can take to send one message to a page
 * @param maxMessageSize the largest message from a page
 * @param maxQueuedMessages messages that can wait for one page
 * @param maxQueuedSize size of the messages that can wait for one page
 * @param messagesPerSecond messages from one page per second, on average
 * @param messageBurst messages from one page at once
 * @param maxWaitingTasks tasks that can wait in one meeting; more mean that a task hangs
 * @param maxSocketsPerAccount open sockets of one account, on one instance
 * @param gesturesPerParticipant how often one participant can raise or lower the hand, or react
 * @param threads threads for meetings, and as many again for sending
 * @param smallPictures when pages publish a second, small picture of their cameras
 * @param iceServers STUN and TURN servers for browsers, each with {@code urls}, {@code username} and {@code credential}
 * @param turn a TURN relay that accepts time-limited credentials
 */
@Validated
@ConfigurationProperties("chattycat.call")
record CallProperties(
        @NotNull @DurationMin(millis = 1) Duration silence,
        @NotNull @DurationMin(millis = 1) Duration tick,
        @NotNull @DurationMin(millis = 1) Duration joinTimeout,
        @NotNull @DurationMin(millis = 1) Duration sendTimeout,
        @NotNull @PositiveSize DataSize maxMessageSize,
        @Min(10) int maxQueuedMessages,
        @NotNull @PositiveSize DataSize maxQueuedSize,
        @Min(1) int messagesPerSecond,
        @Min(10) int messageBurst,
        @Min(10) int maxWaitingTasks,
        @Min(1) int maxSocketsPerAccount,
        @NotNull @Valid RateLimit gesturesPerParticipant,
        @Min(2) @Max(1000) int threads,
        @NotNull @Valid SmallPictureRule smallPictures,
        @DefaultValue List<@Valid Ice> iceServers,
        @DefaultValue @Valid Turn turn) {

    /**
     * When everybody publishes a small picture of the camera beside the large one.
     *
     * @param above the largest number of people in a meeting who get by with one picture each
     * @param linger how long small pictures are still published after the number of people has fallen to that
     * @param pause how long a page gets small pictures only, after its network was too slow for a large one; up to 16 times as
     *     long when that happens again and again
     */
    record SmallPictureRule(
            @Min(1) int above,
            @NotNull @DurationMin Duration linger,
            @NotNull @DurationMin(millis = 1) Duration pause) {}

    /** One entry of {@code iceServers} in RTCConfiguration. */
    record Ice(@NotNull List<String> urls, String username, String credential) {}

    /**
     * A TURN relay such as coturn with {@code use-auth-secret}: each page gets its own user name and password, which expire.
     *
     * @param urls addresses of the TURN relay, such as {@code turn:call.example.org:3478}, with commas between them
     * @param secret the secret of the relay, from which credentials are computed
     * @param lifetime how long credentials are valid
     */
    record Turn(
            @DefaultValue
            List<@Pattern(regexp = "turns?:[^\\s]+", message = "must look like turn:host:3478") String> urls,

            @DefaultValue("") String secret,
            @NotNull @DurationMin(minutes = 1) Duration lifetime) {
        Turn {
            if (!urls.isEmpty() && secret.isBlank()) {
                throw new IllegalArgumentException(
                        "chattycat.call.turn.urls requires chattycat.call.turn.secret, the secret of the relay.");
            }
        }

        @Override
        public String toString() {
            return "Turn[urls=" + urls + ", lifetime=" + lifetime + "]";
        }
    }
}
