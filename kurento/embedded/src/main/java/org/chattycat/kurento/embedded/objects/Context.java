package org.chattycat.kurento.embedded.objects;

import java.time.Clock;
import org.chattycat.kurento.embedded.endpoints.MediaEngine;

/** The parts of the server that every object needs. */
record Context(Clock clock, MediaEngine media, ObjectLimits limits) {}
