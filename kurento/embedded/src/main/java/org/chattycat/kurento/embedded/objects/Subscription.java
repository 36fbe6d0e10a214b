package org.chattycat.kurento.embedded.objects;

/** A session's wish to hear of one type of event of one object. */
record Subscription(String id, ClientSession session, MediaObject object, String event) {}
