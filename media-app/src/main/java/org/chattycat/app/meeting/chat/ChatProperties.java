package org.chattycat.app.meeting.chat;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.chattycat.app.platform.limits.RateLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the chat.
 *
 * @param messagesPerPerson how fast one person may write in one meeting: faster than anybody types
 * @param maxMessages in one meeting: a day of talk, too few to fill a disk
 * @param messagesOnJoin the latest messages that a page gets when it joins; together they fit into a page's queue
 */
@Validated
@ConfigurationProperties("chattycat.chat")
record ChatProperties(
        @NotNull @Valid RateLimit messagesPerPerson,
        @Min(1) @Max(1_000_000) int maxMessages,
        @Min(1) @Max(1000) int messagesOnJoin) {}
