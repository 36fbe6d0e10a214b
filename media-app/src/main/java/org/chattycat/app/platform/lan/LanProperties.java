package org.chattycat.app.platform.lan;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Whether and where phones in the local network can open the clock page.
 *
 * @param lan whether the listener is started
 * @param lanPort of the listener; 0 for any free port
 * @param lanAddress of this machine in the local network; empty for the one that is used towards other networks
 * @param dataDir where the certificate is stored
 */
@Validated
@ConfigurationProperties("chattycat")
record LanProperties(boolean lan, @Min(0) @Max(65535) int lanPort, String lanAddress, Path dataDir) {}
