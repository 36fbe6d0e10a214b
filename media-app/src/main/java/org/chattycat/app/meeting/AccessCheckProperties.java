package org.chattycat.app.meeting;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * When subscriptions of GraphQL end.
 *
 * @param accessCheck how often the server checks that subscribers can still see the meeting; a removal is noticed at once
 */
@Validated
@ConfigurationProperties("chattycat.graphql")
record AccessCheckProperties(
        @NotNull @DurationMin(millis = 1) Duration accessCheck) {}
