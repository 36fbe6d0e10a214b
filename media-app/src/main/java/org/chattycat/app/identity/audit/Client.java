package org.chattycat.app.identity.audit;

import jakarta.servlet.http.HttpServletRequest;
import org.chattycat.app.platform.limits.ClientAddress;

/**
 * Where an event came from.
 *
 * @param address of the client, as far as trusted proxies tell
 * @param browser such as {@code Firefox on Linux}
 */
public record Client(String address, String browser) {
    public static Client of(HttpServletRequest request) {
        return new Client(request.getRemoteAddr(), Browser.of(request));
    }

    /** What {@link ClientAddress} counts together. */
    String network() {
        return ClientAddress.network(address);
    }
}
