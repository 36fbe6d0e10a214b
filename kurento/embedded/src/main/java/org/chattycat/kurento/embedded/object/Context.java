package org.chattycat.kurento.embedded.object;

import java.time.Clock;
import org.chattycat.kurento.embedded.media.MediaPlane;

/** What every object needs of the server it lives in. */
record Context(Clock clock, MediaPlane media, Limits limits) {}
