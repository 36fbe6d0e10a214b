package org.chattycat.app;

import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.lan.LanListener;
import org.chattycat.app.platform.mail.DevMail;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Prints on standard output that the application is ready, and its URLs. Nothing else is printed there.
 *
 * <p>The key of the embedded mailbox is printed and not logged, because others may read the log.
 */
@Component
class ReadyLine {
    private final PublicUrl publicUrl;
    private final LanListener lan;
    private final DevMail devMail;

    ReadyLine(PublicUrl publicUrl, LanListener lan, DevMail devMail) {
        this.publicUrl = publicUrl;
        this.lan = lan;
        this.devMail = devMail;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        System.out.println("Chatty Cat is ready at " + publicUrl.base());
        devMail.pathWithKey().ifPresent(path -> System.out.println("All of its emails: " + publicUrl.at(path)));
        lan.origin()
                .ifPresent(origin -> System.out.printf(
                        "Phones in the local network open the clock at %s/clock (certificate SHA-256 %s)%n",
                        origin, lan.fingerprint().orElseThrow()));
    }
}
