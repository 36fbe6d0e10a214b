package org.chattycat.kurento.client;

/**
 * What a {@link ViewerEndpoint} sends. Sound and picture may come from different endpoints.
 *
 * @param audioId the endpoint that receives the sound from a browser; null for no sound
 * @param videoId the endpoint that receives the picture from a browser; null for no picture
 */
public record ViewerSource(String audioId, String videoId) {
    public static final ViewerSource NOTHING = new ViewerSource(null, null);
}
