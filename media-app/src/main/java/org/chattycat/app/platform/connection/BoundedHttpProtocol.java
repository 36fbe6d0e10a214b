package org.chattycat.app.platform.connection;

import java.util.function.Predicate;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat's HTTP protocol with limits on how long a request may take to arrive, and on how many connections one client may have.
 * Tomcat itself limits only the time between two bytes, so a client could hold a connection for ever by sending one byte at a
 * time. The class and its constructor are public because Tomcat creates it by name.
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

    /** @param exempt addresses whose connections are not limited */
    void bound(ConnectionProperties limits, Predicate<String> exempt) {
        properties = limits;
        endpoint.cap(limits.perClient(), exempt);
    }

    @Override
    protected Processor createProcessor() {
        return new TimedProcessor(this, getAdapter(), properties);
    }
}
