package org.chattycat.kurento.embedded.objects;

import java.time.Clock;
import org.chattycat.kurento.embedded.endpoints.MediaPlane;

/** What every object needs of the server it lives in. */
record Context(Clock clock, MediaPlane media, Limits limits) {}
