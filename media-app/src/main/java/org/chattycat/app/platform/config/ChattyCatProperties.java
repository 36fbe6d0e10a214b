package org.chattycat.app.platform.config;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where this installation keeps its data and under which address people reach it.
 *
 * @param dataDir folder of everything that outlives the process: the embedded database and the log
 * @param publicUrl scheme, host and port that every link starts with; null for {@code http://localhost:<port>}
 */
@Validated
@ConfigurationProperties("chattycat")
public record ChattyCatProperties(@NotNull Path dataDir, URI publicUrl) {}
