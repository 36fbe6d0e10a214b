package org.chattycat.app.platform.connection;

import java.util.function.Predicate;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat's HTTP with limits on how long a request may take to arrive, and on how many connections one client may have. Tomcat
 * itself limits only the silence between two bytes, so one byte at a time holds a connection for ever. Public with a public
 * constructor because Tomcat creates it by its name.
 */
public final class BoundedHttpProtocol extends Http11NioProtocol {
    private final CappedEndpoint endpoint;
    private ConnectionProperties properties;

    public BoundedHttpProtocol() {
        this(new CappedEndpoint());
    }

    private BoundedHttpProtocol(CappedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** @param exempt addresses whose connections are not counted */
    void bound(ConnectionProperties limits, Predicate<String> exempt) {
        properties = limits;
        endpoint.cap(limits.perClient(), exempt);
    }

    @Override
    protected Processor createProcessor() {
        return new TimedProcessor(this, getAdapter(), properties);
    }
}
