package org.chattycat.kurento.embedded.objects;

import java.time.Clock;
import org.chattycat.kurento.embedded.endpoints.MediaEngine;

/** What every object needs of the server it lives in. */
record Context(Clock clock, MediaEngine media, ObjectLimits limits) {}
