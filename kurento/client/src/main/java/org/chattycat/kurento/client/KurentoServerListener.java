package org.chattycat.kurento.client;

/** Called when the state of a media server changes. Called on threads of the client: return at once. */
public interface KurentoServerListener {
    /** The server began or stopped to answer. */
    default void aliveChanged(boolean alive) {}

    /** The server has lost our session: every id on it is dead. */
    default void objectsLost() {}

    /** The server may have objects that nobody here knows: it answers again, or left a request unanswered. */
    default void unknownObjectsPossible() {}
}
