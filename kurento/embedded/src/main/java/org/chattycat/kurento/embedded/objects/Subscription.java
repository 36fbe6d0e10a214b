package org.chattycat.kurento.embedded.objects;

/** A session's subscription to one type of event of one object. */
record Subscription(String id, ClientSession session, MediaObject object, String event) {}
