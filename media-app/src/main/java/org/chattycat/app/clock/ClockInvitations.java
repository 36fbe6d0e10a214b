package org.chattycat.app.clock;

import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.lan.LanListener;
import org.springframework.stereotype.Component;

/** Makes links to the clock page that a phone can open. */
@Component
public class ClockInvitations {
    private final ClockLinks links;
    private final PublicUrl publicUrl;
    private final LanListener lan;

    ClockInvitations(ClockLinks links, PublicUrl publicUrl, LanListener lan) {
        this.links = links;
        this.publicUrl = publicUrl;
        this.lan = lan;
    }

    /**
     * A link to the clock page.
     *
     * @param url at the public URL
     * @param lanUrl in the local network; null without a listener there
     * @param lanFingerprint of that listener's certificate, SHA-256 in hexadecimal with colons; null without one
     * @param reachable whether another device can open one of them
     */
    public record Invitation(String url, String lanUrl, String lanFingerprint, boolean reachable, Instant expiresAt) {}

    /**
     * Creates a link for a participant. Blocks.
     *
     * @throws ClockException with RATE_LIMITED
     */
    public Invitation create(UUID meetingId, UUID participantId) {
        ClockLinks.Link link = links.create(meetingId, participantId);
        String path = "/clock#" + link.token();
        String lanUrl = lan.origin().map(origin -> origin + path).orElse(null);
        return new Invitation(
                publicUrl.at(path),
                lanUrl,
                lan.fingerprint().orElse(null),
                lanUrl != null || !publicUrl.isLoopback(),
                link.expiresAt());
    }
}
