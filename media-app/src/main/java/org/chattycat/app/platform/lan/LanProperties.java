package org.chattycat.app.platform.lan;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Whether and where phones in the local network can open the clock page.
 *
 * @param lan whether phones in the local network can open the clock page, over HTTPS
 * @param lanPort port of the listener for the local network; 0: any free port
 * @param lanAddress address of this machine in the local network; empty: the one that it uses towards other networks
 * @param dataDir folder of the embedded database, the certificate for the local network, the lab and the log
 */
@Validated
@ConfigurationProperties("chattycat")
record LanProperties(boolean lan, @Min(0) @Max(65535) int lanPort, String lanAddress, Path dataDir) {}
