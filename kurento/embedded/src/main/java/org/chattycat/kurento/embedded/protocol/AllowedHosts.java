package org.chattycat.kurento.embedded.protocol;

import io.netty.util.NetUtil;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The Host headers that are accepted: IP addresses and localhost, which DNS rebinding cannot fake, and the configured
 * names.
 */
record AllowedHosts(Set<String> names) {
    AllowedHosts {
        names = Set.copyOf(names);
    }

    boolean allows(List<String> hostHeaders) {
        if (hostHeaders.size() != 1) {
            return false;
        }
        String host = withoutPort(hostHeaders.get(0).toLowerCase(Locale.ROOT));
        return host.equals("localhost")
                || NetUtil.isValidIpV4Address(host)
                || NetUtil.isValidIpV6Address(host)
                || names.contains(host);
    }

    private static String withoutPort(String host) {
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? "" : host.substring(1, end);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }
}
