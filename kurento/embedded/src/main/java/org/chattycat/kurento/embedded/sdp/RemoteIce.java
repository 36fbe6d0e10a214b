package org.chattycat.kurento.embedded.sdp;

import java.util.List;

/**
 * What a peer's description says about ICE (RFC 8839).
 *
 * @param ufrag the peer's ufrag
 * @param controlling whether this side is a full agent and controls, because it made the offer or the peer is a lite agent
 * @param password the peer's password; empty unless this side controls, as a lite agent sends no checks
 * @param candidates the peer's candidates without {@code candidate:}; empty unless this side controls
 */
public record RemoteIce(String ufrag, boolean controlling, String password, List<String> candidates) {}
