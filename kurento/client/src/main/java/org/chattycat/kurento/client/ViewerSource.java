package org.chattycat.kurento.client;

/**
 * What a {@link ViewerEndpoint} sends.
 *
 * @param endpointId the endpoint that receives it from a browser
 * @param audio whether audio is sent too
 */
public record ViewerSource(String endpointId, boolean audio) {}
