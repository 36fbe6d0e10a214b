package org.chattycat.kurento.embedded.endpoints;

/** One ICE candidate as it travels in trickle ICE: the attribute's text ({@code candidate:…}) and its media section. */
public record IceCandidate(String candidate, String sdpMid, int sdpMLineIndex) {}
