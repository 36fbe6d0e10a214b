package org.chattycat.app.meeting;

/** How many people one media server serves, and in how many meetings. */
public record ServerLoad(String kurentoUri, long people, long meetings) {}
