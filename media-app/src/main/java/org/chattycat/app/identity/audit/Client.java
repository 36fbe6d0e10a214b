package org.chattycat.app.identity.audit;

import jakarta.servlet.http.HttpServletRequest;
import org.chattycat.app.platform.limits.ClientAddress;

/**
 * The origin of an event.
 *
 * @param address of the client; behind a trusted proxy, the address that the proxy reports
 * @param browser such as {@code Firefox on Linux}
 */
public record Client(String address, String browser) {
    public static Client of(HttpServletRequest request) {
        return new Client(request.getRemoteAddr(), Browser.of(request));
    }

    /** The network that counts as one client, see {@link ClientAddress}. */
    String network() {
        return ClientAddress.network(address);
    }
}
