package org.chattycat.kurento.embedded.sdp;

/** The credentials of this side's end of a transport (RFC 8839 section 5.4). */
public record LocalIce(String ufrag, String password) {}
