package org.chattycat.app;

import org.chattycat.app.config.PublicUrl;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says on standard output that people may come, and where to. Nothing else is printed there. */
@Component
class ReadyLine {
    private final PublicUrl publicUrl;

    ReadyLine(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        System.out.println("Chatty Cat is ready at " + publicUrl.base());
    }
}
