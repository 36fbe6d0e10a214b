package org.chattycat.app.call;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** The STUN and TURN servers that pages may use to reach the media server. */
@Component
final class IceServers {
    private final CallProperties properties;
    private final Clock clock;

    IceServers(CallProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Returns the servers for one participant, with credentials of its own. */
    List<ServerMessage.IceServer> forParticipant(UUID participantId) {
        List<ServerMessage.IceServer> servers = new ArrayList<>();
        for (CallProperties.Ice server : properties.iceServers()) {
            servers.add(new ServerMessage.IceServer(server.urls(), server.username(), server.credential()));
        }
        CallProperties.Turn turn = properties.turn();
        if (!turn.urls().isEmpty()) {
            // Time-limited credentials as coturn's REST API defines them: the user name is the expiry time and an id,
            // and the
            // password is the HMAC of the user name.
            String username = clock.instant().plus(turn.lifetime()).getEpochSecond() + ":" + participantId;
            servers.add(new ServerMessage.IceServer(turn.urls(), username, password(turn.secret(), username)));
        }
        return servers;
    }

    private static String password(String secret, String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
