package org.chattycat.analysis.kurento;

/** Told what happens to a tap's endpoint. Called on client threads: return at once, never block. */
public interface TapListener {
    /** Media flows from the publication into the tap, or stopped doing so. */
    void flowing(boolean flowing);

    /** The media server stopped answering, or answers again; the tap is kept. */
    void answering(boolean answering);

    /** The media server forgot the endpoint; there is nothing left to release. */
    void gone(String reason);
}
