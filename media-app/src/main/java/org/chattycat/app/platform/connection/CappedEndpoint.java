package org.chattycat.app.platform.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.function.Predicate;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.chattycat.app.platform.limits.ClientAddress;

/** Closes a new connection at once when its client has reached the limit of connections. */
final class CappedEndpoint extends NioEndpoint {
    private int perClient = Integer.MAX_VALUE;
    private Predicate<String> exempt = address -> false;

    void cap(int connections, Predicate<String> exemptAddresses) {
        perClient = connections;
        exempt = exemptAddresses;
    }

    /** Called by the only thread that accepts connections. Returns false to refuse the connection. */
    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (exceedsLimit(socket)) {
            // Tomcat closes a refused connection only if it has registered it already.
            destroySocket(socket);
            return false;
        }
        return super.setSocketOptions(socket);
    }

    private boolean exceedsLimit(SocketChannel socket) {
        String address;
        try {
            address =
                    ((InetSocketAddress) socket.getRemoteAddress()).getAddress().getHostAddress();
        } catch (IOException e) {
            return true;
        }
        if (exempt.test(address)) {
            return false;
        }
        String network = ClientAddress.network(address);
        return getConnections().stream()
                        .map(SocketWrapperBase::getRemoteAddr)
                        .filter(other -> other != null
                                && (other.equals(address) || network.equals(ClientAddress.network(other))))
                        .limit(perClient)
                        .count()
                >= perClient;
    }
}
