package org.chattycat.app.clock;

import org.springframework.stereotype.Component;

/** What all connections of clock pages use. */
@Component
record ClockServices(ClockLinks links, OpenClocks clocks, ClockProperties properties, ServerTime time) {}
