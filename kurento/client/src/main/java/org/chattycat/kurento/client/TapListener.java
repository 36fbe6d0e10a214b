package org.chattycat.kurento.client;

/** Called when something happens to a tap's endpoint. Called on threads of the client: return at once. */
public interface TapListener {
    /** The endpoint will send an RTP stream with this SSRC. Called before its first packet. */
    void sends(int ssrc);

    /** Media began or stopped to flow from the publication into the tap. */
    void flowing(boolean flowing);

    /** The media server began or stopped to answer; the tap is kept. */
    void answering(boolean answering);

    /** The media server has lost the endpoint; there is nothing left to release. */
    void gone(String reason);
}
