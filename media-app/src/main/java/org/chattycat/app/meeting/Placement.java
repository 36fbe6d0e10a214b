package org.chattycat.app.meeting;

/** Where the media of a room is: the address of a media server, and a pipeline on it. */
public record Placement(String kurentoUri, String pipelineId) {}
