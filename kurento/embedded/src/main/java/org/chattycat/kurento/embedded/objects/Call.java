package org.chattycat.kurento.embedded.objects;

/** One invocation: who asks, and with what. */
record Call(ClientSession session, Params params, ObjectRegistry objects) {
    /** @return the object whose id a parameter carries; the session holds it from now on */
    MediaObject object(String param) {
        return objects.reference(session, params.string(param));
    }
}
