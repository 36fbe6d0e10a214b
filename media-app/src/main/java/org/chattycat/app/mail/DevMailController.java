package org.chattycat.app.mail;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the page /dev/mail shows: the embedded mailbox, to this machine's own user alone. */
@RestController
class DevMailController {
    private final DevMail devMail;
    private final ObjectProvider<EmbeddedMailbox> mailbox;

    DevMailController(DevMail devMail, ObjectProvider<EmbeddedMailbox> mailbox) {
        this.devMail = devMail;
        this.mailbox = mailbox;
    }

    @GetMapping("/api/dev/mail")
    List<ReceivedMail> letters(HttpServletRequest request) {
        if (!devMail.isOpenTo(request)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such page.");
        }
        return mailbox.getObject().letters();
    }
}
