package org.chattycat.app.kurento;

import java.util.List;
import org.chattycat.app.platform.doctor.Check;
import org.chattycat.app.platform.doctor.Checks;
import org.chattycat.app.platform.doctor.Findings;
import org.chattycat.kurento.client.KurentoClientProperties;
import org.chattycat.kurento.client.MediaServerException;
import org.chattycat.kurento.client.ServerDescription;
import org.chattycat.kurento.client.ServerName;
import org.springframework.core.annotation.Order;

/**
 * Whether the configured media servers answer, and which version they are. Their clocks are not examined: Kurento tells its time
 * only with an object that is created, and no measurement uses it.
 */
@Order(4)
final class KurentoChecks implements Checks {
    /** The release that the product is tested with. */
    private static final String VERSION = "7.";

    private final KurentoProperties properties;
    private final KurentoClientProperties limits;

    KurentoChecks(KurentoProperties properties, KurentoClientProperties limits) {
        this.properties = properties;
        this.limits = limits;
    }

    @Override
    public List<Check> checks() {
        if (properties.uris().isEmpty()) {
            return List.of(new Check(
                    "media server", (limit, findings) -> findings.ok("The embedded one starts with the application.")));
        }
        return properties.uris().stream()
                .map(uri ->
                        new Check("media server " + new ServerName(uri), (limit, findings) -> examine(uri, findings)))
                .toList();
    }

    private void examine(String uri, Findings findings) {
        ServerDescription server;
        try {
            server = ServerDescription.of(uri, limits);
        } catch (MediaServerException e) {
            findings.fail(
                    "It does not answer: " + e.getMessage() + ".",
                    "Start Kurento, restart it if it hangs, or correct CHATTYCAT_KURENTO_URIS.");
            return;
        }
        String found = "Kurento " + server.version() + " answers in "
                + server.roundTrip().toMillis() + " ms and has " + server.pipelines() + " meetings.";
        if (server.version().startsWith(VERSION)) {
            findings.ok(found);
        } else {
            findings.warn(found + " Chatty Cat is tested with Kurento 7.3.", "Use Kurento 7.3.");
        }
    }
}
