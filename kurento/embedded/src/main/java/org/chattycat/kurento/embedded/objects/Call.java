package org.chattycat.kurento.embedded.objects;

/** One invocation: the session that asks, its parameters, and the registries that the operation may use. */
record Call(ClientSession session, Params params, ObjectRegistry objects, SessionRegistry sessions) {
    /** @return the object whose id is in the parameter; the session holds the object from now on */
    MediaObject object(String param) {
        return objects.reference(session, params.string(param));
    }
}
