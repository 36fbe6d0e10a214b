package org.chattycat.app.clock;

import java.time.Clock;
import org.springframework.stereotype.Component;

/** What all connections of clock pages use. */
@Component
record ClockServices(ClockLinks links, OpenClocks clocks, ClockProperties properties, Clock time) {}
