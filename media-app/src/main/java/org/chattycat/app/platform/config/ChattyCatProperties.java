package org.chattycat.app.platform.config;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The data directory and the public URL of this installation.
 *
 * @param dataDir folder of the embedded database, the certificate for the local network, the lab and the log
 * @param publicUrl scheme, host and port of the site, for links and passkeys; empty: {@code http://localhost:<port>}
 */
@Validated
@ConfigurationProperties("chattycat")
public record ChattyCatProperties(@NotNull Path dataDir, URI publicUrl) {}
