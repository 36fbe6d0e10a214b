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
 * @param messagesPerPerson messages of one person in one meeting
 * @param maxMessages messages of one meeting
 * @param messagesOnJoin how many of the latest messages a page gets when it joins
 */
@Validated
@ConfigurationProperties("chattycat.chat")
record ChatProperties(
        @NotNull @Valid RateLimit messagesPerPerson,
        @Min(1) @Max(1_000_000) int maxMessages,
        @Min(1) @Max(1000) int messagesOnJoin) {}
