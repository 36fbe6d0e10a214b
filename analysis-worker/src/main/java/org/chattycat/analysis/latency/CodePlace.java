package org.chattycat.analysis.latency;

/** Where in a frame a code was: the frame's size and the code's upright bounding box, in pixels. */
public record CodePlace(int frameWidth, int frameHeight, int x, int y, int width, int height) {}
