package org.chattycat.app.audit;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param retention how long events are kept */
@Validated
@ConfigurationProperties("chattycat.audit")
record AuditProperties(@NotNull Duration retention) {}
